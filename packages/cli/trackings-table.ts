/** Deploys, diagnoses and verifications as a table for a terminal. */
import { agoText } from '@valine/contracts';
import { currentStage, type Tracking } from '@valine/records';
import { tableText } from './table.ts';

export function trackingsTable(trackings: readonly Tracking[], now: number): string {
  const rows = trackings.map((tracking) => [
    tracking.id,
    tracking.state,
    tracking.stages.map(({ kind }) => kind).join(' → '),
    currentStage(tracking).run?.id ?? '–',
    tracking.repository,
    tracking.requestedBy.name,
    agoText(tracking.updatedAt, now),
  ]);
  return tableText(['tracking', 'state', 'stages', 'workflow run', 'repository', 'requested by', 'changed'], rows);
}
