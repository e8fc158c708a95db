/** Runs as a table for a terminal. */

import { agoText } from '@valine/contracts';
import { isTaskEnded, type Plan } from '@valine/records';
import { tableText } from './table.ts';

export function plansTable(plans: readonly Plan[], { where, now }: { where: string; now: number }): string {
  if (plans.length === 0) return noPlansMessage(where);
  const rows = plans.map((plan) => [
    plan.id,
    plan.state,
    `${plan.tasks.filter(isTaskEnded).length}/${plan.tasks.length}`,
    plan.label,
    plan.repository,
    plan.requestedBy.name,
    agoText(plan.updatedAt, now),
  ]);
  return tableText(['run', 'state', 'tasks', 'label', 'repository', 'requested by', 'changed'], rows);
}

function noPlansMessage(where: string): string {
  return `No runs (${where}). Propose one in Discord with /plan; ended ones are shown with --all.`;
}
