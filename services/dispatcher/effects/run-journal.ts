/** A run's record as the journal of one of its effects; others may change the rest of the record meanwhile. */
import type { Outgoing } from '@valine/contracts';
import type { Claim, Journal } from '@valine/effects';
import type { Clock } from '@valine/lambda-kit';
import {
  type EffectOutcome,
  effectDue,
  expiryOf,
  isEffectOpen,
  type RecordStore,
  type Run,
  type RunEffect,
  TooMuchContention,
} from '@valine/runs';

export type RunJournal = Journal<EffectOutcome> & {
  /** As last read or written. */
  run(): Run;
  effect(): RunEffect;
};

export type RunJournalOptions = {
  store: Pick<RecordStore, 'find' | 'replace'>;
  clock: Clock;
  run: Run;
  effectId: string;
  /** Ids of messages of the run's outbox that SQS is known to have: they leave it with the next write. */
  sent: readonly string[];
  /** What goes out when the effect is done or parked; `run` is as it stands then. */
  tell(run: Run, effect: RunEffect): Outgoing[];
};

type Change = (effect: RunEffect) => RunEffect;

const ATTEMPTS = 8;

export function createRunJournal(options: RunJournalOptions): RunJournal {
  const { store, effectId } = options;
  let current = options.run;
  const effect = () => getEffect(current, effectId);

  /** Writes if the effect still is as `asKnown`; what else changed in the record is kept. */
  async function write(asKnown: (effect: RunEffect) => boolean, change: Change): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (!isEffectOpen(effect()) || !asKnown(effect())) return false;
      const next = withEffect(options, current, change);
      if ((await store.replace(current, next)) === 'replaced') {
        current = next;
        return true;
      }
      current = (await store.find('run', current.id)) ?? current;
    }
    throw new TooMuchContention(`run ${current.id}: ${ATTEMPTS} writes in a row found that somebody else had written`);
  }
  const held =
    ({ epoch }: Claim) =>
    (known: RunEffect) =>
      known.epoch === epoch;

  return {
    run: () => current,
    effect,
    state: () => ({ epoch: effect().epoch, claim: effect().claim }),
    claim(claim) {
      const { epoch, claim: earlier } = effect();
      const unclaimed = (known: RunEffect) =>
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

function withEffect({ clock, effectId, sent, tell }: RunJournalOptions, run: Run, change: Change): Run {
  const now = clock.now();
  const effects = run.effects.map((each) => (each.id === effectId ? change(each) : each));
  const next: Run = { ...run, effects, version: run.version + 1, updatedAt: now, expiresAt: expiryOf(now) };
  const effect = getEffect(next, effectId);
  const open = isEffectOpen(effect);
  const spent = open ? sent : [...sent, effectDue(run, effect).id];
  const kept = run.outbox.filter(({ id }) => !spent.includes(id));
  return { ...next, outbox: [...kept, ...(open ? [] : tell(next, effect))] };
}

/** @throws Error when the run intends no such effect */
export function getEffect(run: Run, effectId: string): RunEffect {
  const found = run.effects.find(({ id }) => id === effectId);
  if (found === undefined) throw new Error(`run ${run.id} intends no effect ${effectId}`);
  return found;
}

function withoutClaim({ claim: _, ...effect }: RunEffect): RunEffect {
  return effect;
}
