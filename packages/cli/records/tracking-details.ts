/** The details of one deploy, diagnose or verification, for a terminal. */
import { isTrackingEnded, type PostedMessage, type Stage, type Tracking } from '@valine/records';
import { tableText } from '../terminal/table.ts';
import { deliveryTexts, effectsText, recordText } from './details-parts.ts';

export function trackingDetails(tracking: Tracking, message: PostedMessage | undefined, now: number): string {
  return [
    headText(tracking, now),
    stagesText(tracking),
    ...effectsText(tracking, now),
    ...inputsText(tracking),
    ...deliveryTexts(tracking, message),
  ].join('\n');
}

function headText(tracking: Tracking, now: number): string {
  const moreText = isTrackingEnded(tracking) ? '' : `, given up at ${new Date(tracking.deadline).toISOString()}`;
  return `${tracking.id}  ${tracking.state}\n${recordText(tracking, now, { moreText })}\n`;
}

function stagesText({ stages }: Tracking): string {
  const rows = stages.map((stage) => [
    stage.kind,
    stage.workflow,
    stage.correlationId ?? '–',
    runText(stage),
    stage.report?.verdict ?? stage.problem ?? '–',
  ]);
  return `${tableText(['stage', 'workflow', 'correlation id', 'workflow run', 'found'], rows)}\n`;
}

function runText({ run, wantedRunId }: Stage): string {
  if (run === undefined) return wantedRunId === undefined ? 'not known yet' : `${wantedRunId}: not seen yet`;
  const at = [run.job, run.step].filter((name) => name !== undefined).join(' / ');
  return `${run.id} attempt ${run.attempt}: ${run.conclusion ?? run.status}${at === '' ? '' : `, ${at}`}`;
}

function inputsText({ inputs }: Tracking): string[] {
  const given = Object.entries(inputs).map(([name, value]) => `${name}=${value}`);
  return given.length === 0 ? [] : [`Inputs      ${given.join(', ')}`];
}
