/** How a stage that is under way reads. */
import { codeSpan, plainText, type WorkflowRunState } from '@valine/contracts';
import type { Stage, Tracking } from '@valine/records';
import { runLinkText, workflowText } from './name-messages.ts';

export function progressText(tracking: Tracking, stage: Stage): string[] {
  const { run } = stage;
  if (run === undefined) return [startingText(stage), ...waitingText(stage)];
  return [headText(tracking, run), ...placeText(run), ...waitingText(stage), ...laterText(stage)];
}

function startingText({ kind, wantedRunId }: Stage): string {
  switch (kind) {
    case 'deploy':
      return '🟡 Starting Client Deploy…';
    case 'diagnose':
      return '🟡 Starting Diagnose…';
    case 'verify':
      return `🟡 Verifying ${wantedRunId === undefined ? 'the latest Client Deploy' : `Client Deploy run ${wantedRunId}`}…`;
  }
}

function headText({ state }: Tracking, { url, attempt }: WorkflowRunState): string {
  const head = state === 'running' ? '⏳ Running' : '🟡 Queued';
  return [head, runLinkText(url), ...(attempt > 1 ? [`attempt ${attempt}`] : [])].join(' • ');
}

function placeText({ job, step }: WorkflowRunState): string[] {
  const place = [job, step].filter((name) => name !== undefined).map((name) => codeSpan(name, 80));
  return place.length === 0 ? [] : [place.join(' › ')];
}

function waitingText({ problem, run }: Stage): string[] {
  if (problem !== 'still_waiting') return [];
  if (run === undefined)
    return ['Its run has not shown up for minutes. See in the Actions tab of the repository whether it is there.'];
  return [
    'No runner has taken it for minutes. See on GitHub whether one is free, or whether another run has to end first. This message changes when it begins.',
  ];
}

function laterText({ kind }: Stage): string[] {
  return kind === 'verify' ? ['It is still going: it is verified when it has ended.'] : [];
}

/** For whoever does not wait: told once, and again only if it comes to no good end. */
export function startedText(stage: Stage): string[] {
  if (stage.run === undefined) return [startingText(stage)];
  return [
    `🚀 ${workflowText(stage.kind)} started • ${runLinkText(stage.run.url)}`,
    'This message changes only if something goes wrong. `/verify-latest` verifies it once it has ended.',
  ];
}

export function cancellingText(name: string): string {
  return `🛑 ${plainText(name)} has asked GitHub to cancel it.`;
}

export function rerunText(name: string): string {
  return `🔁 ${plainText(name)} has asked GitHub to run its failed jobs again.`;
}

export function cancelledText(name: string): string {
  return `Cancelled by ${plainText(name)}.`;
}
