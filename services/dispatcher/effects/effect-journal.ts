/** An owner as the journal of one of its effects; others may change the rest of the owner meanwhile. */
import type { Outgoing } from '@valine/contracts';
import type { Claim, Journal } from '@valine/effects';
import type { Clock } from '@valine/lambda-kit';
import {
  type EffectOutcome,
  type EffectRecord,
  effectDue,
  effectParked,
  expiryOf,
  getEffect,
  isEffectOpen,
  type OwnerKind,
  type RecordOf,
  type RecordStore,
  TooMuchContention,
} from '@valine/records';
import { asWished, peopleToAsk, readWishes } from '../people/called.ts';
import type { OwnerRules } from './owner-rules.ts';
import { unlessMuted } from './unless-muted.ts';

export type EffectJournal<K extends OwnerKind> = Journal<EffectOutcome> & {
  /** As last read or written. */
  owner(): RecordOf<K>;
  effect(): EffectRecord;
};

export type EffectJournalOptions<K extends OwnerKind> = {
  store: Pick<RecordStore, 'find' | 'replace'>;
  clock: Clock;
  rules: OwnerRules<K>;
  owner: RecordOf<K>;
  effectId: string;
  /** Ids of messages of the owner's outbox that SQS is known to have: they leave it with the next write. */
  sent: readonly string[];
};

type Change = (effect: EffectRecord) => EffectRecord;

const MAX_WRITES = 8;

export function createEffectJournal<K extends OwnerKind>(options: EffectJournalOptions<K>): EffectJournal<K> {
  const { store, rules, effectId } = options;
  let current = options.owner;
  const effect = () => getEffect(current, effectId);

  /** Writes if the effect still is as `asKnown`; what else changed in the owner is kept. */
  async function write(asKnown: (effect: EffectRecord) => boolean, change: Change): Promise<boolean> {
    for (let count = 0; count < MAX_WRITES; count += 1) {
      if (!isEffectOpen(effect()) || !asKnown(effect())) return false;
      const next = await told(options, current, withEffect(options, current, change));
      if ((await store.replace(current, next)) === 'replaced') {
        current = next;
        return true;
      }
      current = (await store.find(rules.kind, current.id)) ?? current;
    }
    const name = `${current.kind} ${current.id}`;
    throw new TooMuchContention(`${name}: ${MAX_WRITES} writes in a row found that somebody else had written`);
  }
  const held =
    ({ epoch }: Claim) =>
    (known: EffectRecord) =>
      known.epoch === epoch;

  return {
    owner: () => current,
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
    park(reason, open, code) {
      const parked = { reason, ...(code === undefined ? {} : { code }), at: options.clock.now() };
      const { epoch } = effect();
      return write(
        (known) => known.epoch === epoch,
        (known) => ({ ...withoutClaim(known), ...(open === undefined ? {} : { claim: open }), parked }),
      );
    },
  };
}

/** What was in the outbox before has been decided about; what waits for an operator is told though the owner is muted. One read for each person who is called. */
async function told<K extends OwnerKind>(
  { store, clock, effectId }: EffectJournalOptions<K>,
  before: RecordOf<K>,
  next: RecordOf<K>,
): Promise<RecordOf<K>> {
  const known = new Set(before.outbox.map(({ id }) => id));
  const isNew = ({ id }: Outgoing) => !known.has(id);
  const added = next.outbox.filter(isNew);
  const isParked = getEffect(next, effectId).parked !== undefined;
  const { after, told }: ReturnType<typeof unlessMuted<K>> = isParked
    ? { after: next, told: added }
    : unlessMuted(next, added, clock.now());
  const people = peopleToAsk(told);
  if (people.length === 0 && told.length === added.length) return next;
  const outbox = asWished(told, await readWishes(store, people));
  return { ...after, outbox: [...next.outbox.filter((message) => !isNew(message)), ...outbox] };
}

function withEffect<K extends OwnerKind>(
  { clock, rules, effectId, sent }: EffectJournalOptions<K>,
  before: RecordOf<K>,
  change: Change,
): RecordOf<K> {
  const now = clock.now();
  const effects = before.effects.map((each) => (each.id === effectId ? change(each) : each));
  const version = before.version + 1;
  const changed: RecordOf<K> = { ...before, effects, version, updatedAt: now, expiresAt: expiryOf(now) };
  const effect = getEffect(changed, effectId);
  if (isEffectOpen(effect)) return withoutSent(changed, sent);
  const next = withoutSent(rules.afterEffect(changed, effect, now), [...sent, effectDue(before, effect).id]);
  const noted = effect.parked === undefined ? [] : [effectParked(before, effect)];
  return { ...next, outbox: [...next.outbox, ...settledMessages(rules, before, next, effect), ...noted] };
}

/** What goes out when an effect is done or parked, or when an operator has decided about it. */
export function settledMessages<K extends OwnerKind>(
  rules: OwnerRules<K>,
  before: RecordOf<K>,
  owner: RecordOf<K>,
  effect: EffectRecord,
): Outgoing[] {
  const changes = rules.changeMessages(before, owner, `${effect.id} ${owner.version}`);
  // What an operator had tried again was last shown as parked, and `before` no longer says so.
  const wasParked = effect.resolvedAt !== undefined;
  const shown = wasParked ? rules.show(owner).filter(({ id }) => !changes.some((message) => message.id === id)) : [];
  return [...changes, ...shown, ...rules.effectMessages(owner, effect)];
}

function withoutSent<K extends OwnerKind>(owner: RecordOf<K>, sent: readonly string[]): RecordOf<K> {
  return { ...owner, outbox: owner.outbox.filter(({ id }) => !sent.includes(id)) };
}

function withoutClaim({ claim: _, ...effect }: EffectRecord): EffectRecord {
  return effect;
}
