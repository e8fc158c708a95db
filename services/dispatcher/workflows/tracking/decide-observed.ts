/** What an observation of a workflow run changes about the tracking of it. */
import type { Report, TrackingObserved, TrackingProblem, WorkflowRunState } from '@valine/contracts';
import {
  currentStage,
  isTooSoonForProgress,
  isTrackingEnded,
  type Stage,
  type Tracking,
  type TrackingState,
  withCurrentStage,
} from '@valine/records';

export type Observed = Pick<TrackingObserved, 'stage' | 'observedAt' | 'run' | 'report' | 'problem' | 'pollRenewal'>;

type PollRenewal = NonNullable<Observed['pollRenewal']>;

/** `next`: before its version, its effects and its messages are seen to. `begins`: a stage whose turn has come. */
export type ObservedDecision = { kind: 'nothing' } | { kind: 'changed'; next: Tracking; begins?: Stage };

const NOTHING: ObservedDecision = { kind: 'nothing' };

/** `now`: epoch milliseconds. `timeoutMs`: how long a stage may take. */
export function decideObserved(tracking: Tracking, seen: Observed, now: number, timeoutMs: number): ObservedDecision {
  if (isTrackingEnded(tracking) || seen.stage !== tracking.stage) return NOTHING;
  const stage = currentStage(tracking);
  const { report, problem, pollRenewal } = seen;
  const run = seen.run && withKnown(seen.run, stage);
  if (pollRenewal !== undefined) return renewed(tracking, stage, pollRenewal, now);
  if (run !== undefined && isOfAnother(run, stage)) return NOTHING;
  if (run?.status === 'completed' && report !== undefined)
    return completed(tracking, stage, run, report, now, timeoutMs);
  if (problem !== undefined && problem !== 'still_waiting')
    return ended(tracking, stage, { ...seen, ...(run && { run }) }, problem, now);
  return progressed(tracking, stage, run, problem, { now, observedAt: seen.observedAt });
}

/** An event need not tell where the run is, nor what it works on: that never changes. */
function withKnown(seen: WorkflowRunState, { run: known }: Stage): WorkflowRunState {
  if (known === undefined || known.id !== seen.id) return seen;
  const head = known.head && { ...known.head, ...seen.head };
  return { ...seen, url: seen.url || known.url, ...(head && { head }) };
}

/** To one check, whichever of its copies comes first. */
function renewed(tracking: Tracking, stage: Stage, { since, polls }: PollRenewal, now: number): ObservedDecision {
  if (since < Math.max(stage.beganAt ?? 0, tracking.fallbackPoll?.since ?? 0)) return NOTHING;
  return { kind: 'changed', next: { ...tracking, fallbackPoll: { since: Math.max(now, since + 1), polls } } };
}

/** Another run, or an attempt that is over. */
function isOfAnother(run: WorkflowRunState, { run: known, wantedRunId }: Stage): boolean {
  const id = known?.id ?? wantedRunId;
  return (id !== undefined && run.id !== id) || run.attempt < (known?.attempt ?? 1);
}

function completed(
  tracking: Tracking,
  stage: Stage,
  run: WorkflowRunState,
  report: Report,
  now: number,
  timeoutMs: number,
): ObservedDecision {
  const { problem: _, changedAt: __, ...rest } = stage;
  const next = withCurrentStage(tracking, { ...rest, run, report });
  const following = next.stages[next.stage + 1];
  if (following === undefined) return { kind: 'changed', next: { ...next, state: endOf(next, run), endedAt: now } };
  if (run.conclusion === 'cancelled' && tracking.cancelledBy !== undefined)
    return { kind: 'changed', next: { ...next, state: 'cancelled', endedAt: now } };
  const begins = { ...following, beganAt: now };
  const moved: Tracking = { ...next, state: 'starting', stage: next.stage + 1, deadline: now + timeoutMs };
  return { kind: 'changed', next: withCurrentStage(moved, begins), begins };
}

/** Nothing is well that was not seen to be. */
function endOf({ stages }: Tracking, { conclusion }: WorkflowRunState): TrackingState {
  if (conclusion === 'cancelled') return 'cancelled';
  return stages.every(({ report }) => report?.verdict === 'ok') ? 'succeeded' : 'failed';
}

function ended(
  tracking: Tracking,
  stage: Stage,
  { run, observedAt }: Observed,
  problem: TrackingProblem,
  now: number,
): ObservedDecision {
  // What was observed before the deadline was moved is of no account any more.
  if (problem === 'timed_out' && observedAt < tracking.deadline) return NOTHING;
  const known = run ?? stage.run;
  const next = withCurrentStage(tracking, { ...stage, ...(known === undefined ? {} : { run: known }), problem });
  return { kind: 'changed', next: { ...next, state: 'abandoned', endedAt: now } };
}

/** A completion without a report says nothing yet: the inspection sends it again with one. */
function progressed(
  tracking: Tracking,
  stage: Stage,
  seen: WorkflowRunState | undefined,
  problem: TrackingProblem | undefined,
  { now, observedAt }: { now: number; observedAt: number },
): ObservedDecision {
  const run = laterOf(stage.run, seen?.status === 'completed' ? undefined : seen, problem === 'still_waiting');
  const { problem: known, ...rest } = stage;
  const moved = !isSameRun(stage.run, run);
  const waits = !isRunning(run) && (problem === 'still_waiting' || (!moved && known === 'still_waiting'));
  const after: Stage = {
    ...rest,
    ...(run && { run }),
    ...(run && moved && { changedAt: observedAt }),
    ...(waits && { problem: 'still_waiting' as const }),
  };
  const next = { ...withCurrentStage(tracking, after), state: run === undefined ? tracking.state : stateOf(run) };
  if (next.state !== tracking.state) return { kind: 'changed', next };
  const isOnlyStep = stage.problem === after.problem && isSameRun(stage.run, after.run, RUN);
  if (isSame(stage, after) || (isOnlyStep && isTooSoonForProgress(tracking, now))) return NOTHING;
  return { kind: 'changed', next };
}

/**
 * In its middle a run may wait again, at a job: for a person, or for so long that a poll has missed it (`isMissed`).
 * All else that is not running is older.
 */
function laterOf(
  known: WorkflowRunState | undefined,
  seen: WorkflowRunState | undefined,
  isMissed: boolean,
): WorkflowRunState | undefined {
  if (seen === undefined || known === undefined || seen.attempt > known.attempt) return seen ?? known;
  const waitsAgain = seen.job !== undefined && (seen.status === 'waiting' || isMissed);
  if (isRunning(known) && !isRunning(seen) && !waitsAgain) return known;
  if (seen.status !== known.status) return seen;
  const { job, step, holder } = known;
  const at = seen.job === undefined ? { ...(job && { job }), ...(step && { step }) } : {};
  return { ...(holder && { holder }), ...at, ...seen };
}

function isRunning(run: WorkflowRunState | undefined): boolean {
  return run?.status === 'in_progress';
}

/** Everything before `in_progress` waits for something: `queued`, `requested`, `waiting`, `pending`. */
function stateOf(run: WorkflowRunState | undefined): TrackingState {
  return isRunning(run) ? 'running' : 'queued';
}

const RUN = ['id', 'attempt', 'status'] as const;
const WHOLE = [...RUN, 'job', 'step'] as const;

function isSame(one: Stage, other: Stage): boolean {
  return one.problem === other.problem && one.run?.url === other.run?.url && isSameRun(one.run, other.run);
}

function isSameRun(
  one: WorkflowRunState | undefined,
  other: WorkflowRunState | undefined,
  fields: readonly (typeof WHOLE)[number][] = WHOLE,
): boolean {
  return one?.holder?.id === other?.holder?.id && fields.every((field) => one?.[field] === other?.[field]);
}
