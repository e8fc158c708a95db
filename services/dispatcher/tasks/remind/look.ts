/** A look of the sweep: whose pull requests have waited so long for somebody that they may have to be reminded. */
import { logUnreadable, sendOutgoing } from '@valine/lambda-kit';
import { findOrTell, isPlanEnded, isTaskEnded, operationId, taskId, tasksOf } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { isAnybodysHour, onePerIssue, peopleWaitedFor } from './decide.ts';

/** More open plans at a time no team has. */
const MOST_PLANS = 20;
const HALF_HOUR_MS = 30 * 60_000;
const SWEEPS_APART_MS = 5 * 60_000;
/** GitHub bounds how much is read at once. */
const APART_SECONDS = 2;
const MOST_SECONDS = 900;

type LookPorts = Pick<Ports, 'store' | 'clock' | 'settings' | 'queues' | 'logger'>;

/**
 * It finds nothing wrong. In the hours of people every half an hour one query, a read for each open plan, and one for each task that waits for somebody who is
 * known on Discord. @throws TransientError, QueueUnavailable; the next look comes
 */
export async function remindOfReviews(ports: LookPorts, { slotAt }: { slotAt: number }): Promise<never[]> {
  const { store, clock, settings, queues, logger } = ports;
  if (slotAt % HALF_HOUR_MS >= SWEEPS_APART_MS || !isAnybodysHour(settings, clock.now())) return [];
  const listed = await store.listPlans('open', MOST_PLANS);
  const plans = await Promise.all(listed.map(({ id }) => findOrTell(store, 'plan', id, logUnreadable(logger))));
  const waiting = plans.flatMap((plan) =>
    plan === undefined || isPlanEnded(plan)
      ? []
      : tasksOf(plan)
          .filter((line) => !isTaskEnded(line) && peopleWaitedFor({ turn: line.turn }).length > 0)
          .map(({ number }) => taskId(plan.id, number)),
  );
  const tasks = await Promise.all(waiting.map((id) => findOrTell(store, 'task', id, logUnreadable(logger))));
  const due = onePerIssue(
    tasks.flatMap((task) => task ?? []),
    settings,
    clock.now(),
  );
  if (due.length > 0) logger.info('people may have to be reminded', { tasks: due.map(({ id }) => id) });
  await sendOutgoing(
    queues,
    due.map((task, index) => ({
      ...({ type: 'task.remind', id: operationId(task.id, `remind ${slotAt}`), planId: task.planId } as const),
      ...{ number: task.issue.number, afterSeconds: Math.min(index * APART_SECONDS, MOST_SECONDS) },
    })),
  );
  return [];
}
