/** The next step of an attempt to link somebody: after news of GitHub, after a press, after a comment on GitHub. Pure. */
import type { LinkCommand } from '@valine/contracts';
import type { DeviceAnswer } from '@valine/github/device-flow';
import { expiryOf, type GitHubAccount, isLinkEnded, type LinkAttempt } from '@valine/records';

export type Decided<Verdict> = { verdict: Verdict; next?: LinkAttempt };

/** A press in time may have waited: so long it still counts. */
const GRACE_MS = 60_000;
/** What both have agreed to, and nobody could write down for so long, is asked anew. */
const BIND_WITHIN_MS = 3_600_000;

export type Due = { is: 'over' } | { is: 'expired' } | { is: 'bind' } | { is: 'ask'; deviceCode: string } | Waits;
type Waits = { is: 'wait'; seconds: number };

/**
 * What is to be done about it now. Whoever asks GitHub has claimed it by `pollAt`, however many copies of the message there are:
 * asked too often, GitHub wants to be asked ever more seldom.
 */
export function decideDue(attempt: LinkAttempt, now: number): Decided<Due> {
  const { state, device, endsAt } = attempt;
  if (isLinkEnded(attempt)) return { verdict: { is: 'over' } };
  if (state === 'binding') {
    if (now < endsAt + BIND_WITHIN_MS) return { verdict: { is: 'bind' } };
    return { verdict: { is: 'expired' }, next: failed(attempt, 'link_expired', now) };
  }
  if (now >= endsAt + GRACE_MS) return { verdict: { is: 'expired' }, next: failed(attempt, 'link_expired', now) };
  if (state !== 'waiting' || device === undefined || now >= endsAt) return waits(endsAt + GRACE_MS - now);
  if (now < device.pollAt) return waits(device.pollAt - now);
  const pollAt = now + device.intervalSeconds * 1000;
  const next = { ...changed(attempt, now), device: { ...device, pollAt } };
  return { verdict: { is: 'ask', deviceCode: device.deviceCode }, next };
}

function waits(ms: number): Decided<Waits> {
  return { verdict: { is: 'wait', seconds: Math.max(1, Math.ceil(ms / 1000)) } };
}

/** The first account that GitHub names stays: another copy may have asked meanwhile. */
export function decideAnswer(
  attempt: LinkAttempt,
  answer: DeviceAnswer,
  now: number,
): Decided<DeviceAnswer['is'] | 'late'> {
  const { state, device } = attempt;
  if (state !== 'waiting' || device === undefined) return { verdict: 'late' };
  const next = changed(attempt, now);
  switch (answer.is) {
    case 'pending':
      return { verdict: answer.is };
    case 'slow down': {
      const { intervalSeconds } = answer;
      return {
        verdict: answer.is,
        next: { ...next, device: { ...device, intervalSeconds, pollAt: now + intervalSeconds * 1000 } },
      };
    }
    case 'authorized':
      return { verdict: answer.is, next: known(next, answer.account) };
    case 'denied':
      return { verdict: answer.is, next: failed(attempt, 'link_denied', now) };
    case 'expired':
      return { verdict: answer.is, next: failed(attempt, 'link_expired', now) };
    case 'lost':
      // Another copy may have the account, and be about to write it down.
      if (device.isLost) return { verdict: answer.is, next: failed(attempt, 'link_interrupted', now) };
      return { verdict: answer.is, next: { ...next, device: { ...device, isLost: true } } };
  }
}

/** The code of the device has done its duty, and is kept no longer. */
function known({ device: _, ...attempt }: LinkAttempt, account: GitHubAccount): LinkAttempt {
  return { ...attempt, state: 'known', account };
}

export type PressRefusal = 'not_requester' | 'link_expired' | 'link_superseded' | 'link_decided' | 'other_account';
export type Press = { personId: string; accountId: number; at: number };

/** `newest`: the attempt that counts, of this person. `at`: when it was pressed; what was seen then is what is confirmed. */
export function decideConfirm(
  attempt: LinkAttempt,
  newest: string | undefined,
  { personId, accountId, at }: Press,
  now: number,
): Decided<PressRefusal | 'confirmed'> {
  if (personId !== attempt.person.id) return { verdict: 'not_requester' };
  if (isLinkEnded(attempt)) return { verdict: 'link_decided' };
  if (newest !== attempt.id) return { verdict: 'link_superseded', next: failed(attempt, 'link_superseded', now) };
  if (at >= attempt.endsAt) return { verdict: 'link_expired', next: failed(attempt, 'link_expired', now) };
  if (attempt.account?.id !== accountId) return { verdict: 'other_account' };
  if (attempt.confirmed !== undefined) return { verdict: 'confirmed' };
  return { verdict: 'confirmed', next: agreed({ ...changed(attempt, now), confirmed: { accountId, at } }) };
}

export function decideCancel(
  attempt: LinkAttempt,
  { personId }: Pick<Press, 'personId'>,
  now: number,
): Decided<PressRefusal | 'cancelled'> {
  if (personId !== attempt.person.id) return { verdict: 'not_requester' };
  if (isLinkEnded(attempt) || attempt.state === 'binding') return { verdict: 'link_decided' };
  return { verdict: 'cancelled', next: failed(attempt, 'link_cancelled', now) };
}

export type ConsentProblem =
  | 'link_not_found'
  | 'other_name'
  | 'other_account'
  | 'account_unknown'
  | 'link_expired'
  | 'link_superseded'
  | 'link_decided';
/** `at`: by GitHub's clock. `senderId`, `sender`: who said it, as GitHub's signature vouches. */
export type Said = {
  command: Extract<LinkCommand, { verb: 'link' }>;
  commentId: number;
  senderId: number;
  sender: string;
  at: number;
};

/** Whoever says it names the person on Discord in their own words: a code that somebody was talked into entering is not enough. */
export function decideConsent(
  attempt: LinkAttempt | undefined,
  newest: string | undefined,
  { command, commentId, senderId, sender, at }: Said,
  now: number,
): Decided<ConsentProblem | 'agreed'> {
  if (attempt === undefined) return { verdict: 'link_not_found' };
  if (attempt.consent?.commentId === commentId) return { verdict: 'agreed' };
  // Whose attempt it is comes first: others need not learn how it stands.
  if (command.name !== attempt.username.toLowerCase()) return { verdict: 'other_name' };
  if (attempt.account !== undefined && attempt.account.id !== senderId) return { verdict: 'other_account' };
  if (isLinkEnded(attempt) || attempt.state === 'binding') return { verdict: 'link_decided' };
  if (newest !== attempt.id) return { verdict: 'link_superseded' };
  if (at >= attempt.endsAt) return { verdict: 'link_expired' };
  if (attempt.state === 'waiting' && attempt.device !== undefined) return { verdict: 'account_unknown' };
  const consent = { accountId: senderId, commentId, at };
  const next = { ...changed(attempt, now), consent };
  return {
    verdict: 'agreed',
    next: agreed(next.account === undefined ? known(next, { id: senderId, login: sender }) : next),
  };
}

/** Both have said so, of the same account. */
function agreed(attempt: LinkAttempt): LinkAttempt {
  const { account, confirmed, consent } = attempt;
  const isAgreed = account !== undefined && confirmed?.accountId === account.id && consent?.accountId === account.id;
  return isAgreed ? { ...attempt, state: 'binding' } : attempt;
}

/** What has become of the two records. */
export function decideBound(
  attempt: LinkAttempt,
  why: string | undefined,
  now: number,
): Decided<'linked' | 'failed' | 'over'> {
  if (attempt.state !== 'binding') return { verdict: 'over' };
  if (why !== undefined) return { verdict: 'failed', next: failed(attempt, why, now) };
  return { verdict: 'linked', next: { ...changed(attempt, now), state: 'linked' } };
}

function failed(attempt: LinkAttempt, why: string, now: number): LinkAttempt {
  const { device: _, ...rest } = changed(attempt, now);
  return { ...rest, state: 'failed', why };
}

function changed(attempt: LinkAttempt, now: number): LinkAttempt {
  return { ...attempt, version: attempt.version + 1, updatedAt: now, expiresAt: expiryOf(now) };
}
