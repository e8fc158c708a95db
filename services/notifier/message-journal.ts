/** A message's record as the journal of its effects: every write is conditional on the version last read. */
import type { Notification } from '@valine/contracts';
import type { Claim, Journal } from '@valine/effects';
import { type Clock, RetryLater } from '@valine/lambda-kit';
import { expiryOf, type MessageClaim, type PostedMessage, type RecordStore, withoutToken } from '@valine/records';
import { findUnsettled } from './decide-step.ts';
import type { Outcome } from './judge-failure.ts';

/** What a claim remembers of the call it is for. */
type CallFacts = Pick<MessageClaim, 'channelId'> & {
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
    complete: (_, outcome) => {
      const next = applyOutcome(withoutClaim(current), claimed(), facts.notification.revision, outcome);
      const { kind } = outcome;
      return write(kind === 'direct-refused' ? withRefusal(next, outcome.reason, clock.now()) : next);
    },
    defer: (claim) => write(reclaimed(claim)),
    park: (reason, open) => {
      const { notification } = facts;
      const isClosed = notification.place.in === 'direct' && current.directRefused !== undefined;
      const again = isClosed ? undefined : withoutToken(notification);
      const parked = { revision: notification.revision, reason, ...(again && { notification: again }) };
      return write(open === undefined ? { ...withoutClaim(current), parked } : { ...reclaimed(open), parked });
    },
    record: () => current,
    claimed,
  };
}

/** After unconfirmed calls the message may stand as they showed it: that is kept, until it is known what it shows. */
function withFacts(made: Claim, earlier: MessageClaim | undefined, facts: CallFacts): MessageClaim {
  const { fingerprint, notification, channelId } = facts;
  const { epoch: _, ...claim } = made;
  const next = { ...claim, ...(channelId === undefined ? {} : { channelId }) };
  if (earlier === undefined || claim.unconfirmed === 1)
    return { ...next, revision: notification.revision, fingerprints: [fingerprint] };
  // A later batch may hold an older revision than an earlier one did: what is found may be the oldest that was tried.
  const revision = Math.min(earlier.revision, notification.revision);
  return { ...next, revision, fingerprints: [...new Set([...earlier.fingerprints, fingerprint])] };
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

export function newRecord({ key, place }: Pick<Notification, 'key' | 'place'>): PostedMessage {
  return {
    kind: 'message',
    id: key,
    version: 0,
    epoch: 0,
    shownRevision: 0,
    private: place.in === 'reply' && place.reply.private,
    replyClosed: false,
    deletions: 0,
    outbox: [],
    expiresAt: 0,
  };
}

/** `record` is no longer claimed; `revision` is what the call carried. */
function applyOutcome(record: PostedMessage, claim: MessageClaim, revision: number, outcome: Outcome): PostedMessage {
  switch (outcome.kind) {
    case 'shown': {
      const { channelId, messageId } = outcome;
      const { parked: _, ...rest } = record;
      // A new message may be the one that an earlier try made, showing what that try carried, older or newer than this.
      const atLeast = claim.repeatable ? revision : Math.min(revision, claim.revision);
      const shownRevision = Math.max(record.shownRevision, atLeast);
      return { ...rest, shownRevision, ...(channelId && { channelId }), ...(messageId && { messageId }) };
    }
    case 'reply-closed':
      return { ...(outcome.gone ? withoutMessage(record) : withUnsure(record, claim)), replyClosed: true };
    case 'withdrawn':
      return { ...withoutMessage(record), withdrawnFor: revision };
    case 'message-gone':
      return withoutMessage(record);
    case 'place-shut':
    case 'direct-refused':
      return withoutMessage(record);
    case 'direct-opened': {
      const { parked: _, directRefused: __, ...rest } = record;
      return { ...rest, channelId: outcome.channelId };
    }
    case 'direct-unopened':
    case 'thread-archived':
    case 'thread-reopened':
      return record;
    case 'picture-refused':
      return { ...record, pictureRefused: outcome.reason };
    case 'thread-opened':
      return { ...record, threadId: outcome.threadId };
    case 'thread-refused':
      return { ...record, threadRefused: outcome.reason };
  }
}

/**
 * An edit before the one that was refused may have shown the message: it is looked for before another one is made, once
 * the lease is over, for a channel's list lags by some seconds.
 */
function withUnsure(record: PostedMessage, claim: MessageClaim): PostedMessage {
  const unconfirmed = claim.unconfirmed - 1;
  return unconfirmed === 0 ? record : { ...record, claim: { ...claim, unconfirmed } };
}

/** `at`: epoch milliseconds. */
function withRefusal(record: PostedMessage, reason: string, at: number): PostedMessage {
  return { ...record, directRefused: { reason, at } };
}

/** What is made in its place is another message, so another operation, under another nonce. */
function withoutMessage({ messageId: _, ...record }: PostedMessage): PostedMessage {
  return { ...record, deletions: record.deletions + 1 };
}

/** @throws RetryLater when another worker has written the record since it was read. */
export async function parkMessage(
  { store, clock }: { store: JournalStore; clock: Clock },
  record: PostedMessage,
  notification: Notification,
  reason: string,
): Promise<void> {
  const journal = createMessageJournal(store, clock, record, { notification, fingerprint: '', quarantineMs: 0 });
  if (!(await journal.park(reason, undefined, undefined))) throw new RetryLater(1, 'another worker is at it');
}
