/** Runs the effects that a record intends, through the one mechanism that makes writing calls. */
import { type AttemptPorts, attemptEffect, callClaimed, type EffectResult } from '@valine/effects';
import type { EffectOutcome, EffectOwner, EffectRecord } from '@valine/records';
import type { Ports } from '../ports.ts';
import { createEffectJournal, getEffect } from './effect-journal.ts';
import { effectLimits } from './effect-limits.ts';
import { getEffectKind } from './kinds/kinds.ts';
import { afterEffect, blockedReason, tell } from './owner-rules.ts';

export type EffectPorts = Pick<Ports, 'store' | 'clock' | 'logger' | 'lookups' | 'writer' | 'deadline'>;

type Tried = { record: EffectOwner; result: EffectResult<EffectOutcome> };

/**
 * The first try of effects that this worker has just written with their claims, one after the other.
 * Resolves to the record as it stands then. `sent`: ids of messages of its outbox that SQS has.
 */
export async function callClaimedEffects(
  ports: EffectPorts,
  record: EffectOwner,
  effects: readonly EffectRecord[],
  sent: readonly string[],
): Promise<EffectOwner> {
  let current = record;
  for (const { id, epoch } of effects) {
    const overtaken = getEffect(current, id).epoch !== epoch;
    if (!overtaken) current = (await tryEffect(ports, current, id, sent, callClaimed)).record;
  }
  return current;
}

/** Takes an effect one try further that was intended before. */
export function resumeEffect(ports: EffectPorts, record: EffectOwner, effectId: string): Promise<Tried> {
  return tryEffect(ports, record, effectId, [], attemptEffect);
}

async function tryEffect(
  ports: EffectPorts,
  record: EffectOwner,
  effectId: string,
  sent: readonly string[],
  step: typeof attemptEffect | typeof callClaimed,
): Promise<Tried> {
  const { store, clock, logger, writer, lookups, deadline } = ports;
  const intended = getEffect(record, effectId);
  const journal = createEffectJournal({ store, clock, record, effectId, sent, afterEffect, tell });
  const effect = {
    ...getEffectKind(intended.kind).open({ writer, lookups }, intended),
    blockedReason: () => blockedReason(journal.record(), journal.effect(), clock.now()),
  };
  const limits = effectLimits({ now: clock.now(), deadline });
  const withPorts: AttemptPorts<EffectOutcome> = { journal, limits, clock };
  const result = await step(effect, withPorts);
  const log = result.kind === 'parked' ? logger.warn : logger.info;
  log(`effect ${result.kind}`, { ...result, [record.kind]: record.id, effect: effectId, effectKind: intended.kind });
  return { record: journal.record(), result };
}
