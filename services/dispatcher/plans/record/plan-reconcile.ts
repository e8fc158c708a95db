/** Has a plan compared with GitHub, with its tasks: what no webhook told of comes to light then. */
import type { Outgoing } from '@valine/contracts';
import { operationId, type Plan } from '@valine/records';
import { taskStarts } from './task-starts.ts';

/** GitHub bounds how much is read at once; SQS, how long a message waits. */
const APART_SECONDS = 2;
const MOST_SECONDS = 900;

/** `source`: the interaction that gives rise to it. What could not begin is tried again. */
export function planReconcile(plan: Pick<Plan, 'id' | 'tasks'>, source: string, now: number): Outgoing[] {
  const stuck = plan.tasks.filter(
    ({ state, trouble, pullRequest }) => state === 'started' && trouble !== undefined && pullRequest === undefined,
  );
  // One that ended by the closing of its issue may have been merged: GitHub tells of that in a webhook of its own.
  const opened = plan.tasks.filter(({ pullRequest, merged }) => pullRequest !== undefined && merged === undefined);
  return [
    { type: 'plan.reconcile', id: operationId(source, `check ${plan.id}`), planId: plan.id, requestedAt: now },
    ...opened.map(
      ({ number }, index): Outgoing => ({
        type: 'task.reconcile',
        id: operationId(source, `check #${number} of ${plan.id}`),
        planId: plan.id,
        number,
        afterSeconds: Math.min(index * APART_SECONDS, MOST_SECONDS),
      }),
    ),
    ...taskStarts(plan.id, stuck, `${source} again`, now),
  ];
}
