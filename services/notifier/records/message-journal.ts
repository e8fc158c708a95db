/** A message's record as the journal of its effects: every write is conditional on the version last read. */
import type { Notification } from '@valine/contracts';
import type { Claim, Journal } from '@valine/effects';
import type { Clock } from '@valine/lambda-kit';
import { expiryOf, type MessageClaim, type PostedMessage, type RecordStore, withoutToken } from '@valine/records';
import { findUnsettled } from '../deciding/find-unsettled.ts';
import { applyOutcome } from '../writing/apply-outcome.ts';
import type { Outcome } from '../writing/outcome.ts';

/** What a claim remembers of the call it is for. */
export type CallFacts = Pick<MessageClaim, 'channelId'> & {
  notification: Notification;
  fingerprint: string;
  /** How long after its lease a call may still land, in milliseconds. */
  quarantineMs: number;
};

export type MessageJournal = Journal<Outcome> & {
  /** As last read or written. */
  record(): PostedMessage;
  /** The claim as last written. */
  claimed(): MessageClaim;
};

export type JournalStore = Pick<RecordStore, 'create' | 'replace'>;

export function createMessageJournal(
  store: JournalStore,
  clock: Clock,
  initial: PostedMessage,
  facts: CallFacts,
): MessageJournal {
  let current = initial;

  async function write(change: Omit<PostedMessage, 'version' | 'expiresAt'>): Promise<boolean> {
    const next = { ...change, version: current.version + 1, expiresAt: expiryOf(clock.now()) };
    const written =
      current.version === 0
        ? (await store.create(next)) === 'created'
        : (await store.replace(current, next)) === 'replaced';
    if (written) current = next;
    return written;
  }
  const claimed = () => {
    if (current.claim === undefined) throw new Error(`bug: message ${current.id} is not claimed`);
    return current.claim;
  };
  const reclaimed = ({ epoch: _, ...claim }: Claim) => ({ ...current, claim: { ...claimed(), ...claim } });

  return {
    state: () => ({ epoch: current.epoch, claim: current.claim && { ...current.claim, epoch: current.epoch } }),
    claim: (claim) =>
      write({
        ...withUnsettled(current, facts.quarantineMs, clock.now()),
        epoch: claim.epoch,
        claim: withFacts(claim, current.claim, facts),
      }),
    complete: (_, outcome) =>
      write(applyOutcome(withoutClaim(current), claimed(), facts.notification.revision, outcome)),
    defer: (claim) => write(reclaimed(claim)),
    park: (reason, open) => {
      const { notification } = facts;
      const again = withoutToken(notification);
      const parked = { revision: notification.revision, reason, ...(again && { notification: again }) };
      return write(open === undefined ? { ...withoutClaim(current), parked } : { ...reclaimed(open), parked });
    },
    record: () => current,
    claimed,
  };
}

/** After unsure calls the message may stand as they showed it: that is kept, until it is known what it shows. */
function withFacts(made: Claim, earlier: MessageClaim | undefined, facts: CallFacts): MessageClaim {
  const { fingerprint, notification, channelId } = facts;
  const { epoch: _, ...claim } = made;
  const next = { ...claim, ...(channelId === undefined ? {} : { channelId }) };
  if (earlier === undefined || claim.unconfirmed === 1)
    return { ...next, revision: notification.revision, fingerprints: [fingerprint] };
  return { ...next, revision: earlier.revision, fingerprints: [...new Set([...earlier.fingerprints, fingerprint])] };
}

/** A claim takes the place of one whose call may still land: that is remembered beyond it. */
function withUnsettled(record: PostedMessage, quarantineMs: number, now: number): PostedMessage {
  const { unsettled: _, ...settled } = record;
  const unsettled = findUnsettled(record, quarantineMs, now);
  return unsettled === undefined ? settled : { ...settled, unsettled };
}

function withoutClaim({ claim: _, ...record }: PostedMessage): PostedMessage {
  return record;
}
