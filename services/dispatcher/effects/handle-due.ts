/** Goes on with an effect whose first try died, waits, or is to be repeated; or with what an operator said of it. */
import type { EffectDue } from '@valine/contracts';
import { flushOutbox, RetryLater, sendOutgoing } from '@valine/lambda-kit';
import { changeRecord, type EffectHolder, expiryOf, isEffectOpen } from '@valine/runs';
import type { Ports } from '../ports.ts';
import { getEffect } from './effect-journal.ts';
import { afterEffect, show } from './holders.ts';
import { resumeEffect } from './run-effects.ts';

/** @throws RetryLater while the effect has to wait */
export async function handleEffectDue(ports: Ports, { runId, holder = 'run', effectId }: EffectDue): Promise<void> {
  const { store, clock, logger } = ports;
  const { record } = await changeRecord(store, holder, runId, (found) => {
    const next = found === undefined ? undefined : resolved(found, effectId, clock.now());
    return { ...(next === undefined ? {} : { next }), verdict: undefined };
  });
  if (record === undefined)
    return logger.warn('an effect of a record that is no more', { [holder]: runId, effect: effectId });
  const effect = getEffect(record, effectId);
  if (!isEffectOpen(effect)) {
    // What an operator has decided shows.
    if (effect.resolvedAt !== undefined) await sendOutgoing(ports.queues, show(record));
    return flushOutbox(ports, record);
  }
  const { record: tried, result } = await resumeEffect(ports, record, effectId);
  await flushOutbox(ports, tried);
  if (result.kind === 'waiting')
    throw new RetryLater(Math.max(1, Math.ceil((result.until - clock.now()) / 1000)), result.reason);
}

/** Undefined when nothing has to be written: no operator has decided, or what follows from it stands there already. */
function resolved(record: EffectHolder, effectId: string, now: number): EffectHolder | undefined {
  const effect = getEffect(record, effectId);
  if (isEffectOpen(effect) || effect.resolvedAt === undefined) return undefined;
  const next = afterEffect(record, effect, now);
  return next === record
    ? undefined
    : { ...next, version: record.version + 1, updatedAt: now, expiresAt: expiryOf(now) };
}
