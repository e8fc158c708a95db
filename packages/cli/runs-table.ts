/** Runs as a table for a terminal. */

import { agoText } from '@valine/contracts';
import { isTaskEnded, type Run } from '@valine/runs';
import { tableText } from './table.ts';

export function runsTable(runs: readonly Run[], { where, now }: { where: string; now: number }): string {
  if (runs.length === 0) return noRunsMessage(where);
  const rows = runs.map((run) => [
    run.id,
    run.state,
    `${run.tasks.filter(isTaskEnded).length}/${run.tasks.length}`,
    run.label,
    run.repository,
    run.requestedBy.name,
    agoText(run.updatedAt, now),
  ]);
  return tableText(['run', 'state', 'tasks', 'label', 'repository', 'requested by', 'changed'], rows);
}

function noRunsMessage(where: string): string {
  return `No runs (${where}). Propose one in Discord with /plan; ended ones are shown with --all.`;
}
