/** `/ops`, or its button under what is told: how the installation itself stands. */
import type { QueueName } from '@valine/contracts';
import { logUnreadable } from '@valine/lambda-kit';
import { type IncidentSummary, listParkedEffects, type ParkedEffects, SWEEP_ID, type Sweep } from '@valine/records';
import type { AlarmState, Interaction, Ports, SeenLetter } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { QUIET_MS } from '../incidents/decide.ts';
import { readSwitches } from '../switches/switches.ts';
import { type Looked, opsMessage, type SeenQueue } from './messages.ts';

/** Records of each kind in which parked effects are looked for: the newest. */
const MOST_SEARCHED = 20;

const MOST_INCIDENTS = 5;

/**
 * Eight calls of SQS and one for each queue that has dead letters, one of CloudWatch, a read for each record that is looked
 * at, and nine more. What cannot be read is shown as unknown.
 */
export async function handleOps(ports: Ports, request: Interaction): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { store, clock, logger } = ports;
  const now = clock.now();
  const known: Known = async (what, read) => {
    try {
      return await read();
    } catch (error) {
      logger.warn('a part of /ops could not be read', { what, error });
      return undefined;
    }
  };
  const [queues, alarms, incidents, parked, looked, restrictions] = await Promise.all([
    known('queues', () => seeQueues(ports, known)),
    known<AlarmState[]>('alarms', ports.readAlarms),
    known<IncidentSummary[]>('errors', async () => openOf(await store.listIncidents(MOST_INCIDENTS), now)),
    known<ParkedEffects>('parked effects', () => listParkedEffects(store, MOST_SEARCHED)),
    known('the sweep', async () => lookedAt(await store.find('sweep', SWEEP_ID))),
    readSwitches(store, logger),
  ]);
  parked?.unreadable.forEach(logUnreadable(logger));
  await answerOnce(ports, request, {
    outcome: 'answered',
    message: opsMessage({ queues, alarms, incidents, parked, looked, restrictions }, now),
  });
}

type Known = <T>(what: string, read: () => Promise<T>) => Promise<T | undefined>;

async function seeQueues({ readQueueDepths, seeDeadLetters }: Ports, known: Known): Promise<SeenQueue[]> {
  const see = (queue: QueueName) => known<SeenLetter[]>(`dead letters of ${queue}`, () => seeDeadLetters(queue));
  const depths = await readQueueDepths();
  return Promise.all(
    depths.map(async (depth) => ({ ...depth, letters: depth.deadLetters > 0 ? await see(depth.queue) : [] })),
  );
}

function openOf(incidents: readonly IncidentSummary[], now: number): IncidentSummary[] {
  return incidents.filter(({ lastAt }) => now - lastAt <= QUIET_MS);
}

function lookedAt(sweep: Sweep | undefined): Looked {
  const { checks = {}, slotAt = 0 } = sweep ?? {};
  const wrong = Object.values(checks).flatMap(({ told, message }) => (told === 'bad' && message ? [message] : []));
  // An alarm may be heard before the first look.
  return { wrong, ...(slotAt > 0 && { at: slotAt }) };
}
