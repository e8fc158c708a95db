/** Has a plan compared with GitHub, with its tasks: what no webhook told of comes to light then. */
import type { Outgoing } from '@valine/contracts';
import { isTaskEnded, operationId, type Plan } from '@valine/records';

/** `source`: the interaction that gives rise to it. */
export function planReconcile(plan: Pick<Plan, 'id' | 'tasks'>, source: string, now: number): Outgoing[] {
  const opened = plan.tasks.filter((task) => task.pullRequest !== undefined && !isTaskEnded(task));
  return [
    { type: 'plan.reconcile', id: operationId(source, `check ${plan.id}`), planId: plan.id, requestedAt: now },
    ...opened.map(
      ({ number }): Outgoing => ({
        type: 'task.reconcile',
        id: operationId(source, `check #${number} of ${plan.id}`),
        planId: plan.id,
        number,
      }),
    ),
  ];
}
