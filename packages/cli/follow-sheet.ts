/** One deploy, diagnose or verification as a sheet for a terminal. */
import { type Follow, isFollowEnded, type PostedMessage, type Stage } from '@valine/runs';
import { deliveryTexts, effectsText, recordText } from './sheet-parts.ts';
import { tableText } from './table.ts';

export function followSheet(follow: Follow, message: PostedMessage | undefined, now: number): string {
  return [
    headText(follow, now),
    stagesText(follow),
    ...effectsText(follow, now),
    ...inputsText(follow),
    ...deliveryTexts(follow, message),
  ].join('\n');
}

function headText(follow: Follow, now: number): string {
  const moreText = isFollowEnded(follow) ? '' : `, given up at ${new Date(follow.deadline).toISOString()}`;
  return `${follow.id}  ${follow.state}\n${recordText(follow, now, { moreText })}\n`;
}

function stagesText({ stages }: Follow): string {
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

function inputsText({ inputs }: Follow): string[] {
  const given = Object.entries(inputs).map(([name, value]) => `${name}=${value}`);
  return given.length === 0 ? [] : [`Inputs      ${given.join(', ')}`];
}
