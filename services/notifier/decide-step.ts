/** Which step brings a message nearer to what a notification asks for. */

import { type Notification, type Place, REPLY_TOKEN_LIFE_MS, type Reply } from '@valine/contracts';
import type { MessageBody } from '@valine/discord';
import { firstClaim, type Limits } from '@valine/effects';
import { expiryOf, type MessageEdit, operationId, type PostedMessage } from '@valine/records';
import { fingerprintToSend } from './fingerprint.ts';
import { noPlaceMessage, privateParentMessage, privateTooLateMessage } from './operator-messages.ts';

export type Step =
  | { do: 'nothing'; because: string; parked?: true }
  /** `earlyMs`: the deferred answer may still be on its way to Discord; how long to wait if it knows no message to edit. */
  | { do: 'edit-original'; token: string; channelId: string; earlyMs?: number }
  /** The answer in public makes room for one that the asker alone sees. */
  | { do: 'delete-original' | 'follow-up-privately'; token: string; channelId: string; earlyMs?: number }
  | { do: 'edit-message'; channelId: string; messageId: string }
  /** `under`: the channel is the thread under the message of this key. `direct`: it is that of this person's direct messages. */
  | { do: 'create-message'; channelId: string; under?: string; direct?: string }
  /** Takes an archived thread out of the archive, for what follows. `under`: where it stays shut, another place will do. */
  | { do: 'reopen-thread'; channelId: string; under?: string }
  /** Into which channel does a message under another one go? */
  | { do: 'find-thread'; under: string }
  /** In which channel is this person written to? */
  | { do: 'find-direct'; personId: string }
  | { do: 'open-thread'; channelId: string; messageId: string; name: string }
  /** An earlier text may still land over this one. */
  | { do: 'wait'; until: number; because: string }
  /** Not shown, and not wanted any more: nothing for an operator to do. */
  | { do: 'drop'; reason: string };

export type Facts = {
  record: PostedMessage;
  notification: Notification;
  /** The channel that `find-thread` found. */
  threadChannelId: string | undefined;
  /** The channel that `find-direct` found. */
  directChannelId?: string | undefined;
  /** Which of the channels is the thread, or was. */
  threadId?: string | undefined;
  /** The channel that the step before found to be an archived thread. */
  archivedId?: string | undefined;
  /** Fingerprint of the notification's text. */
  fingerprint: string;
  /** How long after its lease a call that nobody confirmed may still land. */
  quarantineMs: number;
  now: number;
};

/** A token is not used in its last seconds: the call takes some itself. */
const TOKEN_MARGIN_MS = 5000;
/**
 * A worker can be quicker than ingress's answer is through, and Discord has been seen to know a webhook only many
 * seconds after it took the answer. https://github.com/discord/discord-api-docs/issues/7220
 */
const FIRST_ANSWER_MS = 60_000;
const FIRST_EARLY_MS = 1000;

export function decideStep(facts: Facts): Step {
  const { record, notification } = facts;
  const { revision, thread } = notification;
  if (record.parked !== undefined && record.parked.revision >= revision)
    return { do: 'nothing', because: record.parked.reason, parked: true };
  if (revision < (record.withdrawnFor ?? 0))
    return { do: 'nothing', because: 'the asker alone is told something newer' };
  if (facts.archivedId !== undefined) return reopen(facts.archivedId, facts);
  const making = record.claim?.channelId;
  if (making !== undefined) return { do: 'create-message', channelId: making, ...underOf(making, facts) };
  if (revision > record.shownRevision) return notOverwritten(decideShow(facts), facts);
  const { channelId, messageId, threadId, threadRefused } = record;
  const opened = threadId !== undefined || threadRefused !== undefined || record.private;
  if (thread !== undefined && !opened && channelId !== undefined && messageId !== undefined)
    return { do: 'open-thread', channelId, messageId, name: thread };
  return { do: 'nothing', because: `revision ${record.shownRevision} is shown` };
}

/** A message that is in the thread already cannot move. */
function reopen(channelId: string, facts: Facts): Step {
  const isMade = facts.record.messageId !== undefined;
  return { do: 'reopen-thread', channelId, ...(isMade ? {} : underOf(channelId, facts)) };
}

function underOf(channelId: string, { notification: { place }, threadId }: Facts): { under?: string; direct?: string } {
  if (place.in === 'direct') return { direct: place.personId };
  return place.in === 'thread' && channelId === threadId ? { under: place.under } : {};
}

function decideShow(facts: Facts): Step {
  const { record, notification, threadChannelId, directChannelId } = facts;
  const { place } = notification;
  if ('reply' in place) return decideAnswer(facts, place);
  if (place.in === 'direct' && record.directRefused !== undefined)
    return { do: 'drop', reason: record.directRefused.reason };
  if (place.in !== 'thread' && place.in !== 'direct') return inChannel(record, place.channelId);
  const found = place.in === 'direct' ? directChannelId : threadChannelId;
  const channelId = found ?? (record.messageId === undefined ? undefined : record.channelId);
  if (channelId === undefined)
    return place.in === 'direct'
      ? { do: 'find-direct', personId: place.personId }
      : { do: 'find-thread', under: place.under };
  return inChannel(record, channelId, underOf(channelId, facts));
}

function decideAnswer({ record, now }: Facts, place: Extract<Place, { reply: Reply }>): Step {
  const { reply } = place;
  const { token, channelId } = reply;
  const open = !record.replyClosed && isTokenUsable(reply, now);
  const age = now - (reply.tokenExpiresAt - REPLY_TOKEN_LIFE_MS);
  const early = record.messageId === undefined && age < FIRST_ANSWER_MS;
  // The older it is, the longer: every wait spends a receive.
  const wait = early ? { earlyMs: Math.max(FIRST_EARLY_MS, Math.round(age / 2)) } : {};
  if (open && place.in === 'aside')
    return {
      do: record.withdrawnFor !== undefined ? 'follow-up-privately' : 'delete-original',
      token,
      channelId,
      ...wait,
    };
  if (open && record.withdrawnFor === undefined) return { do: 'edit-original', token, channelId, ...wait };
  if (reply.private) return unlessClaimed({ do: 'drop', reason: privateTooLateMessage() }, record, now);
  return inChannel(record, channelId);
}

/** Who has claimed the message is the only one to write its record until the lease is over. */
function unlessClaimed(step: Step, { claim }: PostedMessage, now: number): Step {
  if (claim === undefined || claim.leaseUntil <= now) return step;
  return { do: 'wait', until: claim.leaseUntil, because: 'another worker may be at it' };
}

function isTokenUsable({ tokenExpiresAt }: Reply, now: number): boolean {
  return now < tokenExpiresAt - TOKEN_MARGIN_MS;
}

function inChannel(
  { channelId, messageId }: PostedMessage,
  otherwise: string,
  more: { under?: string; direct?: string } = {},
): Step {
  if (messageId === undefined || channelId === undefined)
    return { do: 'create-message', channelId: otherwise, ...more };
  return { do: 'edit-message', channelId, messageId };
}

/** The same text may be written as often as need be; another one only when no earlier call can undo it. */
function notOverwritten(step: Step, { record, fingerprint, quarantineMs, now }: Facts): Step {
  if (step.do !== 'edit-original' && step.do !== 'edit-message') return step;
  const unsettled = findUnsettled(record, quarantineMs, now);
  if (unsettled === undefined || unsettled.fingerprints.every((each) => each === fingerprint)) return step;
  return { do: 'wait', until: unsettled.until, because: 'an earlier edit that nobody confirmed may still land' };
}

type Unsettled = NonNullable<PostedMessage['unsettled']>;

/** Of the open claim and those before it; undefined when all of them have landed or never will. */
export function findUnsettled(
  { claim, unsettled }: PostedMessage,
  quarantineMs: number,
  now: number,
): Unsettled | undefined {
  const open =
    claim === undefined || claim.unconfirmed === 0
      ? []
      : [{ until: claim.leaseUntil + quarantineMs, fingerprints: claim.fingerprints }];
  const all = [...open, ...(unsettled === undefined ? [] : [unsettled])].filter(({ until }) => until > now);
  if (all.length === 0) return undefined;
  return {
    until: Math.max(...all.map(({ until }) => until)),
    fingerprints: [...new Set(all.flatMap(({ fingerprints }) => fingerprints))],
  };
}

type Destination =
  | { is: 'channel'; channelId: string; because: string }
  | { is: 'unopened'; parent: PostedMessage; channelId: string; messageId: string }
  | { is: 'none'; reason: string };

/**
 * The thread under `parent`, which may have to be opened first. Where Discord refuses threads, the channel of the
 * parent; where the parent was never shown, `fallbackChannelId`; nowhere if only one person sees the parent.
 */
export function findThread(
  under: string,
  parent: PostedMessage | undefined,
  fallbackChannelId: string | undefined,
): Destination {
  const { threadId, channelId, messageId, threadRefused } = parent ?? {};
  if (parent?.private) return { is: 'none', reason: privateParentMessage(under) };
  if (threadId !== undefined) return { is: 'channel', channelId: threadId, because: 'its thread' };
  if (parent !== undefined && channelId !== undefined && messageId !== undefined && threadRefused === undefined)
    return { is: 'unopened', parent, channelId, messageId };
  if (channelId !== undefined) return { is: 'channel', channelId, because: 'no thread can be opened' };
  if (fallbackChannelId === undefined) return { is: 'none', reason: noPlaceMessage(under) };
  return { is: 'channel', channelId: fallbackChannelId, because: 'the message above it was never shown' };
}

/** Undefined where only the record can tell what is to be done. */
export function decideEdit(
  { key, place, revision }: Pick<Notification, 'key' | 'place' | 'revision'>,
  body: MessageBody,
  now: number,
  limits: Limits,
): MessageEdit | undefined {
  if (place.in === 'aside') return undefined;
  const throughToken = place.in === 'reply' && isTokenUsable(place.reply, now);
  if (place.in === 'reply' && place.reply.private && !throughToken) return undefined;
  const by = throughToken ? 'edit-original' : 'edit-message';
  const operation = operationOf(by, { id: key, deletions: 0 });
  const { epoch: _, ...claim } = firstClaim({ operation, repeatable: true }, now, limits);
  return { by, claim: { ...claim, revision, fingerprints: [fingerprintToSend(body)] }, expiresAt: expiryOf(now) };
}

/**
 * The same for every revision, so that none forgets the unconfirmed tries of the one before; nor does taking away the
 * answer that they edited.
 */
export function operationOf(step: Step['do'] | 'open-direct', record: Pick<PostedMessage, 'id' | 'deletions'>): string {
  const kind = step === 'delete-original' ? 'edit-original' : step;
  return operationId(record.id, `${kind} ${record.deletions}`);
}
