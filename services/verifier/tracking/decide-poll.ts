/** What a poll of a tracking does: before it asks GitHub, after GitHub has answered, and whether that is news. */
import type { TrackingPoll, TrackingProblem, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import { CLOCK_SKEW_MS } from '@valine/lambda-kit';
import { currentStage, isTrackingEnded, type Stage, stillSince, type Tracking } from '@valine/records';
import type { Observation } from './observe-run.ts';
import { type Target, targetOf } from './run-of-tracking.ts';

export type PollDecision =
  | { do: 'stop'; because: string }
  | { do: 'time-out' }
  | { do: 'wait'; seconds?: number; because: string }
  | { do: 'renew' }
  /** `isLast`: at the deadline GitHub is asked once more. What has completed by then is reported, all else has timed out. */
  | { do: 'find'; target: Target; isLast: boolean };

/** A run that was just started is reported by webhooks; a poll before this is of no use. */
const FIRST_POLL_MS = 15_000;
/**
 * Every put-back may leave a copy of the message behind, and each copy goes on polling. After this many polls the
 * dispatcher sends one new message in place of them all.
 */
export const POLLS_PER_MESSAGE = 5;
/** After so long without progress people are told what it waits for, and since when. */
export const WAITING_NOTICE_MS = 180_000;

/** `waits`: how often this message was put back. `now`: epoch milliseconds. */
export function decidePoll(
  poll: TrackingPoll,
  tracking: Tracking | undefined,
  waits: number,
  now: number,
): PollDecision {
  if (tracking === undefined) return { do: 'stop', because: 'the tracking is unknown' };
  if (isTrackingEnded(tracking)) return { do: 'stop', because: 'the tracking has ended' };
  const stage = currentStage(tracking);
  const beganAt = stage.beganAt ?? tracking.requestedAt;
  if (poll.requestedAt < Math.max(beganAt, tracking.fallbackPoll?.since ?? 0))
    return { do: 'stop', because: 'a later poll has taken its place' };
  // It would stop every true poll after it.
  if (poll.requestedAt > now + CLOCK_SKEW_MS) return { do: 'stop', because: 'it was not asked for yet' };
  const target = targetOf(tracking, stage, beganAt);
  if (now >= tracking.deadline) return target === undefined ? { do: 'time-out' } : { do: 'find', target, isLast: true };
  if (waits >= POLLS_PER_MESSAGE) return { do: 'renew' };
  const startsRun = stage.correlationId !== undefined;
  if (startsRun && now < beganAt + FIRST_POLL_MS)
    return { do: 'wait', seconds: Math.ceil((beganAt + FIRST_POLL_MS - now) / 1000), because: 'it has just begun' };
  if (target === undefined) return { do: 'wait', because: 'its workflow is not started yet' };
  return { do: 'find', target, isLast: false };
}

export type FoundDecision =
  | { do: 'wait'; because: string }
  | { do: 'report-problem'; problem: TrackingProblem }
  | { do: 'report-progress'; run: WorkflowRunState }
  /** `endedAt`: since when that could be seen, in epoch milliseconds. */
  | { do: 'inspect'; run: WorkflowRunState; endedAt: number };

/** `found`: the run as GitHub shows it; undefined where it shows none. */
export function decideFound(stage: Stage, target: Target, found: WorkflowRunInfo | undefined): FoundDecision {
  if (found === undefined) return decideMissing(stage, target);
  if (stage.wantedRunId !== undefined && isOtherWorkflow(stage, found))
    return { do: 'report-problem', problem: 'other_workflow' };
  if (found.attempt < (stage.run?.attempt ?? 1)) return { do: 'wait', because: 'the next attempt does not show yet' };
  const { id, attempt, url, status, conclusion, updatedAt, head } = found;
  const run = { id, attempt, url, status, conclusion, ...(head && { head }) };
  if (status !== 'completed') return { do: 'report-progress', run };
  return { do: 'inspect', run, endedAt: Math.max(updatedAt, stage.beganAt ?? 0) };
}

/** A run that a person names must exist. One that we started, or have seen, is only late in GitHub's lists. */
function decideMissing(stage: Stage, target: Target): FoundDecision {
  if (target.by === 'latest') return { do: 'report-problem', problem: 'no_run' };
  if (target.by === 'id' && stage.run === undefined) return { do: 'report-problem', problem: 'run_not_found' };
  return { do: 'wait', because: 'GitHub does not show the run yet' };
}

/** Where GitHub does not tell the file, the run counts as one of the workflow that the person named. */
function isOtherWorkflow({ workflow }: Stage, { workflowFile }: WorkflowRunInfo): boolean {
  return workflowFile !== '' && workflowFile.toLowerCase() !== workflow.toLowerCase();
}

/** Undefined when the record says as much already. `seen`: undefined when no run shows yet. `now`: epoch milliseconds. */
export function decideProgress(
  tracking: Pick<Tracking, 'id' | 'state' | 'stages' | 'stage'>,
  seen: WorkflowRunState | undefined,
  now: number,
): Observation | undefined {
  const stage = currentStage(tracking);
  const status = (seen ?? stage.run)?.status;
  const waits = status !== 'in_progress' && now - (stillSince(stage) ?? now) >= WAITING_NOTICE_MS;
  // For a person it may have begun to wait just now. A job that nothing takes was found waiting for long already.
  const isFirstSeen = seen !== undefined && seen.status !== stage.run?.status;
  const isNotice = waits && stage.problem !== 'still_waiting' && (!isFirstSeen || isMissedAtAJob(seen, stage.run));
  // The next attempt is recorded while it is only expected: the state `starting` tells that nobody has seen it.
  const isNews = seen !== undefined && (tracking.state === 'starting' || !isSame(seen, stage.run));
  if (!isNotice && !isNews) return undefined;
  return { ...(seen && { run: seen }), ...(isNotice && { problem: 'still_waiting' as const }) };
}

function isMissedAtAJob(seen: WorkflowRunState, known: WorkflowRunState | undefined): boolean {
  return known?.status === 'in_progress' && seen.job !== undefined && seen.status !== 'waiting';
}

/** Between two steps none is under way: that is no news. */
function isSame(seen: WorkflowRunState, known: WorkflowRunState | undefined): boolean {
  const fields = ['id', 'attempt', 'status', 'job', 'step'] as const;
  const hasSameHolder = seen.holder === undefined || seen.holder.id === known?.holder?.id;
  return hasSameHolder && fields.every((field) => seen[field] === undefined || seen[field] === known?.[field]);
}
