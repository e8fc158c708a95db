/** Deploys, diagnoses and verifications as a table for a terminal. */
import { agoText } from '@valine/contracts';
import { currentStage, type Follow } from '@valine/runs';
import { tableText } from './table.ts';

export function followsTable(follows: readonly Follow[], now: number): string {
  const rows = follows.map((follow) => [
    follow.id,
    follow.state,
    follow.stages.map(({ kind }) => kind).join(' → '),
    currentStage(follow).run?.id ?? '–',
    follow.repository,
    follow.requestedBy.name,
    agoText(follow.updatedAt, now),
  ]);
  return tableText(['follow', 'state', 'stages', 'workflow run', 'repository', 'requested by', 'changed'], rows);
}
