/** Runs the effects that a record intends, through the one mechanism that makes writing calls. */
import { callClaimed, type EffectPorts, type EffectResult, runEffect } from '@valine/effects';
import type { EffectHolder, EffectOutcome, RunEffect } from '@valine/runs';
import type { Ports } from '../ports.ts';
import { createEffectJournal, getEffect } from './effect-journal.ts';
import { effectLimits } from './effect-limits.ts';
import { afterEffect, tell, withheld } from './holders.ts';
import { getEffectKind } from './kinds.ts';

export type EffectsPorts = Pick<Ports, 'store' | 'clock' | 'logger' | 'looks' | 'writer' | 'deadline'>;

type Tried = { record: EffectHolder; result: EffectResult<EffectOutcome> };

/**
 * The first try of effects that this worker has just written with their claims, one after the other.
 * Resolves to the record as it stands then. `sent`: ids of messages of its outbox that SQS has.
 */
export async function callClaimedEffects(
  ports: EffectsPorts,
  record: EffectHolder,
  effects: readonly RunEffect[],
  sent: readonly string[],
): Promise<EffectHolder> {
  let current = record;
  for (const { id, epoch } of effects) {
    const overtaken = getEffect(current, id).epoch !== epoch;
    if (!overtaken) current = (await tryEffect(ports, current, id, sent, callClaimed)).record;
  }
  return current;
}

/** Takes an effect one try further that was intended before. */
export function resumeEffect(ports: EffectsPorts, record: EffectHolder, effectId: string): Promise<Tried> {
  return tryEffect(ports, record, effectId, [], runEffect);
}

async function tryEffect(
  ports: EffectsPorts,
  record: EffectHolder,
  effectId: string,
  sent: readonly string[],
  step: typeof runEffect | typeof callClaimed,
): Promise<Tried> {
  const { store, clock, logger, writer, looks, deadline } = ports;
  const intended = getEffect(record, effectId);
  const journal = createEffectJournal({ store, clock, record, effectId, sent, afterEffect, tell });
  const effect = {
    ...getEffectKind(intended.kind).open({ writer, looks }, intended),
    withheld: () => withheld(journal.record(), journal.effect(), clock.now()),
  };
  const limits = effectLimits({ now: clock.now(), deadline });
  const withPorts: EffectPorts<EffectOutcome> = { journal, limits, clock };
  const result = await step(effect, withPorts);
  const log = result.kind === 'parked' ? logger.warn : logger.info;
  log(`effect ${result.kind}`, { ...result, [record.kind]: record.id, effect: effectId, effectKind: intended.kind });
  return { record: journal.record(), result };
}
