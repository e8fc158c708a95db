/** Has a plan compared with GitHub: what no webhook told of comes to light then. */
import type { PlanReconcile } from '@valine/contracts';
import { operationId, type Plan } from '@valine/records';

/** `source`: the interaction that gives rise to it. */
export function planReconcile(plan: Pick<Plan, 'id'>, source: string, now: number): PlanReconcile {
  return { type: 'plan.reconcile', id: operationId(source, `check ${plan.id}`), planId: plan.id, requestedAt: now };
}
