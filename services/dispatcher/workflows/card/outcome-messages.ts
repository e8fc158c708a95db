/** The one short message that tells how a tracking has ended, to the person who waits for it: edits notify nobody. */
import { isOnDiscord, type Message, mentionText, plainText, type TrackingProblem } from '@valine/contracts';
import { currentStage, isTrackingEnded, type Stage, type Tracking } from '@valine/records';
import { runLinkText, workflowText } from './text-messages.ts';
import { headText } from './verdict-messages.ts';

/** An end within this time finds the person still looking. */
const LOOKING_MS = 120_000;

/** Undefined where nobody has to be told: it goes on, had ended before, or is a quick success. */
export function outcomeMessage(before: Tracking, tracking: Tracking): Message | undefined {
  if (isTrackingEnded(before) || !isTrackingEnded(tracking) || !isWorthAPing(tracking)) return undefined;
  const { requestedBy, rerunBy = requestedBy } = tracking;
  return {
    content: `${mentionText(rerunBy)} ${outcomeText(tracking)}`,
    pings: { users: [rerunBy.id], roles: [] },
  };
}

/** How it has ended, with a link to its run. */
export function outcomeText(tracking: Tracking): string {
  const stage = currentStage(tracking);
  const parts = [endText(tracking, stage), ...(stage.run === undefined ? [] : [runLinkText(stage.run.url)])];
  return parts.join(' • ');
}

/** What a person gave that was wrong is answered where they look. */
const MISTAKES: readonly (TrackingProblem | undefined)[] = ['run_not_found', 'other_workflow', 'no_run'];

function isWorthAPing(tracking: Tracking): boolean {
  const { state, tellsSuccess, rerunBy, cancelledBy, requestedBy, requestedAt, updatedAt } = tracking;
  // Who is told of what a schedule began is up to the schedule.
  if (!isOnDiscord(rerunBy ?? requestedBy)) return false;
  const since = rerunBy === undefined ? requestedAt : (currentStage(tracking).beganAt ?? requestedAt);
  if (MISTAKES.includes(currentStage(tracking).problem)) return false;
  switch (state) {
    case 'succeeded':
      return tellsSuccess && updatedAt - since > LOOKING_MS;
    case 'cancelled':
      return cancelledBy?.id !== requestedBy.id;
    default:
      return true;
  }
}

function endText({ state, cancelledBy }: Tracking, stage: Stage): string {
  if (state === 'cancelled' && cancelledBy !== undefined)
    return `⚫ ${workflowText(stage.kind)} was cancelled by ${plainText(cancelledBy.name)}`;
  if (stage.report === undefined) return `🔴 ${workflowText(stage.kind)} ${noResultText(stage)}`;
  const verdict = headText(stage, stage.report);
  return stage.kind === 'diagnose' ? `${verdict} • ${workflowText(stage.kind)}` : verdict;
}

function noResultText({ problem, run, kind }: Stage): string {
  if (problem === 'timed_out') return 'has not ended in time';
  if (problem === 'no_run') return 'has not run yet';
  if (run !== undefined) return 'came to no result';
  return kind === 'verify' ? 'could not be seen' : 'was not started';
}
