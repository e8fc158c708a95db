/** A record as the journal of one of its effects; others may change the rest of the record meanwhile. */
import type { Outgoing } from '@valine/contracts';
import type { Claim, Journal } from '@valine/effects';
import type { Clock } from '@valine/lambda-kit';
import {
  type EffectOutcome,
  type EffectOwner,
  type EffectRecord,
  effectDue,
  expiryOf,
  isEffectOpen,
  type RecordStore,
  TooMuchContention,
} from '@valine/records';

export type EffectJournal = Journal<EffectOutcome> & {
  /** As last read or written. */
  record(): EffectOwner;
  effect(): EffectRecord;
};

export type EffectJournalOptions = {
  store: Pick<RecordStore, 'find' | 'replace'>;
  clock: Clock;
  record: EffectOwner;
  effectId: string;
  /** Ids of messages of the record's outbox that SQS is known to have: they leave it with the next write. */
  sent: readonly string[];
  /** What else of the record changes when the effect is done or parked. */
  afterEffect(record: EffectOwner, effect: EffectRecord, now: number): EffectOwner;
  /** What goes out then; `before` is the record as it stood before that write. */
  tell(record: EffectOwner, effect: EffectRecord, before: EffectOwner): Outgoing[];
};

type Change = (effect: EffectRecord) => EffectRecord;

const ATTEMPTS = 8;

export function createEffectJournal(options: EffectJournalOptions): EffectJournal {
  const { store, effectId } = options;
  let current = options.record;
  const effect = () => getEffect(current, effectId);

  /** Writes if the effect still is as `asKnown`; what else changed in the record is kept. */
  async function write(asKnown: (effect: EffectRecord) => boolean, change: Change): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (!isEffectOpen(effect()) || !asKnown(effect())) return false;
      const next = withEffect(options, current, change);
      if ((await store.replace(current, next)) === 'replaced') {
        current = next;
        return true;
      }
      current = (await store.find(current.kind, current.id)) ?? current;
    }
    const name = `${current.kind} ${current.id}`;
    throw new TooMuchContention(`${name}: ${ATTEMPTS} writes in a row found that somebody else had written`);
  }
  const held =
    ({ epoch }: Claim) =>
    (known: EffectRecord) =>
      known.epoch === epoch;

  return {
    record: () => current,
    effect,
    state: () => ({ epoch: effect().epoch, claim: effect().claim }),
    claim(claim) {
      const { epoch, claim: earlier } = effect();
      const unclaimed = (known: EffectRecord) =>
        known.epoch === epoch && known.claim?.leaseUntil === earlier?.leaseUntil && claim.epoch === epoch + 1;
      return write(unclaimed, (known) => ({ ...known, epoch: claim.epoch, claim }));
    },
    defer: (claim) => write(held(claim), (known) => ({ ...known, claim })),
    complete: (claim, outcome) => write(held(claim), (known) => ({ ...withoutClaim(known), outcome })),
    park(reason, open) {
      const parked = { reason, at: options.clock.now() };
      const { epoch } = effect();
      return write(
        (known) => known.epoch === epoch,
        (known) => ({ ...withoutClaim(known), ...(open === undefined ? {} : { claim: open }), parked }),
      );
    },
  };
}

function withEffect(options: EffectJournalOptions, before: EffectOwner, change: Change): EffectOwner {
  const { clock, effectId, sent } = options;
  const now = clock.now();
  const effects = before.effects.map((each) => (each.id === effectId ? change(each) : each));
  const changed = { ...before, effects, version: before.version + 1, updatedAt: now, expiresAt: expiryOf(now) };
  const effect = getEffect(changed, effectId);
  if (isEffectOpen(effect)) return withoutSent(changed, sent);
  const next = withoutSent(options.afterEffect(changed, effect, now), [...sent, effectDue(before, effect).id]);
  return { ...next, outbox: [...next.outbox, ...options.tell(next, effect, before)] };
}

function withoutSent(record: EffectOwner, sent: readonly string[]): EffectOwner {
  return { ...record, outbox: record.outbox.filter(({ id }) => !sent.includes(id)) };
}

/** @throws Error when the record intends no such effect */
export function getEffect(record: EffectOwner, effectId: string): EffectRecord {
  const found = record.effects.find(({ id }) => id === effectId);
  if (found === undefined) throw new Error(`${record.kind} ${record.id} intends no effect ${effectId}`);
  return found;
}

function withoutClaim({ claim: _, ...effect }: EffectRecord): EffectRecord {
  return effect;
}
