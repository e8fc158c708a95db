/** Goes on with an effect whose first try died, waits, or is to be repeated. */
import type { EffectDue } from '@valine/contracts';
import { flushOutbox, RetryLater, sendOutgoing } from '@valine/lambda-kit';
import { isEffectOpen } from '@valine/runs';
import { cardNotification } from '../answer/notifications.ts';
import type { Ports } from '../ports.ts';
import { runCardMessage } from '../run-card/messages.ts';
import { resumeEffect } from './run-effects.ts';
import { getEffect } from './run-journal.ts';

/** @throws RetryLater while the effect has to wait */
export async function handleEffectDue(ports: Ports, { runId, effectId }: EffectDue): Promise<void> {
  const { store, clock, logger } = ports;
  const run = await store.find('run', runId);
  if (run === undefined) return logger.warn('an effect of a run that is no more', { run: runId, effect: effectId });
  const effect = getEffect(run, effectId);
  if (!isEffectOpen(effect)) {
    // What an operator has decided shows on the card.
    if (effect.resolvedAt !== undefined) await sendOutgoing(ports.queues, [cardNotification(run, runCardMessage(run))]);
    return flushOutbox(ports, run);
  }
  const { run: tried, result } = await resumeEffect(ports, run, effectId);
  await flushOutbox(ports, tried);
  if (result.kind === 'waiting')
    throw new RetryLater(Math.max(1, Math.ceil((result.until - clock.now()) / 1000)), result.reason);
}
