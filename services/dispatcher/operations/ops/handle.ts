/** `/ops`, or its button under what is told: how the installation itself stands. */
import { listParkedEffects, type ParkedEffect, SWEEP_ID, type Sweep } from '@valine/records';
import type { Interaction, Ports, QueueDepth } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { readSwitches } from '../switches/switches.ts';
import { type Looked, opsMessage } from './messages.ts';

/** Records of each kind in which parked effects are looked for: the newest. */
const MOST_SEARCHED = 20;

/** Eight calls of SQS, a read for each record that is looked at, and two more. What cannot be read is shown as unknown. */
export async function handleOps(ports: Ports, request: Interaction): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { store, clock, readQueueDepths, logger } = ports;
  const known = async <T>(what: string, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      logger.warn('a part of /ops could not be read', { what, error });
      return undefined;
    }
  };
  const [depths, parked, looked, restrictions] = await Promise.all([
    known<QueueDepth[]>('queues', readQueueDepths),
    known<ParkedEffect[]>('parked effects', () => listParkedEffects(store, MOST_SEARCHED)),
    known('the sweep', async () => lookedAt(await store.find('sweep', SWEEP_ID))),
    readSwitches(store, logger),
  ]);
  await answerOnce(ports, request, {
    outcome: 'answered',
    message: opsMessage({ depths, parked, looked, restrictions }, clock.now()),
  });
}

function lookedAt(sweep: Sweep | undefined): Looked {
  const { checks = {}, slotAt = 0 } = sweep ?? {};
  const wrong = Object.values(checks).flatMap(({ told, message }) => (told === 'bad' && message ? [message] : []));
  // An alarm may be heard before the first look.
  return { wrong, ...(slotAt > 0 && { at: slotAt }) };
}
