/** Makes the first try of effects that stand in a record, claimed by the worker that has just written it. */
import { flushOutbox, sendOutgoing } from '@valine/lambda-kit';
import { type EffectOwner, type EffectRecord, effectDue } from '@valine/records';
import type { Ports } from '../ports.ts';
import { callClaimedEffects, type EffectPorts } from './attempt-effects.ts';

/**
 * Says what has changed, then calls. What brings the dispatcher back to an effect stays in the outbox until the effect
 * is done: it is sent only if this worker does not get that far.
 */
export async function startEffects(
  ports: EffectPorts & Pick<Ports, 'queues'>,
  record: EffectOwner,
  effects: readonly EffectRecord[],
): Promise<void> {
  const returns = effects.map((effect) => effectDue(record, effect).id);
  const told = record.outbox.filter(({ id }) => !returns.includes(id));
  await sendOutgoing(ports.queues, told);
  const sent = told.map(({ id }) => id);
  await flushOutbox(ports, await callClaimedEffects(ports, record, effects, sent), sent);
}
