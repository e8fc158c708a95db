/** Creates a record together with the effects that it begins with: once, however often it is asked for. */
import { flushOutbox } from '@valine/lambda-kit';
import { type EffectOwner, type EffectRecord, effectDue, TooMuchContention } from '@valine/records';
import type { Ports } from '../ports.ts';
import type { EffectPorts } from './attempt-effects.ts';
import { startEffects } from './start-effects.ts';

/**
 * One write, and one call and one more write for each effect. `effects`: as `toEffectRecords` makes them for the record,
 * which has none yet. A replay, or a second copy, finishes what the first has left; it costs one read.
 * @throws StoreUnavailable, QueueUnavailable, TooMuchContention; let them pass, so that the message returns.
 */
export async function createWithEffects(
  ports: EffectPorts & Pick<Ports, 'queues'>,
  record: EffectOwner,
  effects: readonly EffectRecord[],
): Promise<'created' | 'exists'> {
  const returns = effects.map((effect) => effectDue(record, effect));
  const intending: EffectOwner = { ...record, effects: [...effects], outbox: [...record.outbox, ...returns] };
  const written = await ports.store.create(intending);
  if (written === 'created') await startEffects(ports, intending, effects);
  else await finishEarlier(ports, record);
  return written;
}

async function finishEarlier(ports: Pick<Ports, 'store' | 'queues'>, { kind, id }: EffectOwner): Promise<void> {
  const stored = await ports.store.find(kind, id);
  if (stored === undefined) throw new TooMuchContention(`${kind} ${id} was there, and expired before it was read`);
  await flushOutbox(ports, stored);
}
