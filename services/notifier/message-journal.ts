/** A message's record as the journal of its effects: every write is conditional on the version last read. */
import type { Claim, Journal } from '@valine/effects';
import type { Clock } from '@valine/lambda-kit';
import type { MessageClaim, PostedMessage, RecordStore } from '@valine/runs';
import { applyOutcome } from './apply-outcome.ts';
import { expiryFrom } from './new-record.ts';
import type { Outcome } from './outcome.ts';

/** What a claim remembers of the call it is for. */
export type CallFacts = Pick<MessageClaim, 'revision' | 'channelId'> & { mark: string };

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
    const next = { ...change, version: current.version + 1, expiresAt: expiryFrom(clock.now()) };
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
  const reclaimed = (claim: Claim) => ({ ...current, claim: { ...claimed(), ...claim } });

  return {
    state: () => ({ epoch: current.epoch, claim: current.claim }),
    claim: (claim) => write({ ...current, epoch: claim.epoch, claim: withFacts(claim, current.claim, facts) }),
    complete: (_, outcome) => write(applyOutcome(withoutClaim(current), claimed(), facts.revision, outcome)),
    defer: (claim) => write(reclaimed(claim)),
    park: (reason, open) => {
      const parked = { revision: facts.revision, reason };
      return write(open === undefined ? { ...withoutClaim(current), parked } : { ...reclaimed(open), parked });
    },
    record: () => current,
    claimed,
  };
}

/** After unsure calls the message may stand as they showed it: that is kept, until it is known what it shows. */
function withFacts(claim: Claim, earlier: MessageClaim | undefined, { mark, ...facts }: CallFacts): MessageClaim {
  if (earlier === undefined || claim.unsure === 1) return { ...claim, ...facts, marks: [mark] };
  const marks = [...new Set([...earlier.marks, mark])];
  return { ...claim, ...facts, revision: earlier.revision, marks };
}

function withoutClaim({ claim: _, ...record }: PostedMessage): PostedMessage {
  return record;
}
