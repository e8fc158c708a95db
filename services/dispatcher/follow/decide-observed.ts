/** What an observation of a workflow run changes about the follow of it. */
import type { FollowObserved, FollowProblem, Report, WorkflowRunState } from '@valine/contracts';
import { currentStage, type Follow, type FollowState, isFollowEnded, type Stage, withCurrentStage } from '@valine/runs';

export type Observed = Pick<FollowObserved, 'stage' | 'observedAt' | 'run' | 'report' | 'problem' | 'handOver'>;

type HandOver = NonNullable<Observed['handOver']>;

/** `next`: before its version, its effects and its messages are seen to. `begins`: a stage whose turn has come. */
export type ObservedDecision = { kind: 'nothing' } | { kind: 'changed'; next: Follow; begins?: Stage };

const NOTHING: ObservedDecision = { kind: 'nothing' };

/** `now`: epoch milliseconds. `timeoutMs`: how long a stage may take. */
export function decideObserved(follow: Follow, seen: Observed, now: number, timeoutMs: number): ObservedDecision {
  if (isFollowEnded(follow) || seen.stage !== follow.stage) return NOTHING;
  const stage = currentStage(follow);
  const { run, report, problem, handOver } = seen;
  if (handOver !== undefined) return handedOver(follow, stage, handOver, now);
  if (run !== undefined && isOfAnother(run, stage)) return NOTHING;
  if (run?.status === 'completed' && report !== undefined) return completed(follow, stage, run, report, now, timeoutMs);
  if (problem !== undefined && problem !== 'still_waiting') return ended(follow, stage, seen, problem, now);
  return progressed(follow, stage, run, problem);
}

/** To one check, whichever of its copies comes first. */
function handedOver(follow: Follow, stage: Stage, { since, looks }: HandOver, now: number): ObservedDecision {
  if (since < Math.max(stage.beganAt ?? 0, follow.net?.since ?? 0)) return NOTHING;
  return { kind: 'changed', next: { ...follow, net: { since: Math.max(now, since + 1), looks } } };
}

/** Another run, or an attempt that is over. */
function isOfAnother(run: WorkflowRunState, { run: known, wantedRunId }: Stage): boolean {
  const id = known?.id ?? wantedRunId;
  return (id !== undefined && run.id !== id) || run.attempt < (known?.attempt ?? 1);
}

function completed(
  follow: Follow,
  stage: Stage,
  run: WorkflowRunState,
  report: Report,
  now: number,
  timeoutMs: number,
): ObservedDecision {
  const { problem: _, ...rest } = stage;
  const next = withCurrentStage(follow, { ...rest, run, report });
  const following = next.stages[next.stage + 1];
  if (following === undefined) return { kind: 'changed', next: { ...next, state: endOf(next, run), endedAt: now } };
  if (run.conclusion === 'cancelled' && follow.cancelledBy !== undefined)
    return { kind: 'changed', next: { ...next, state: 'cancelled', endedAt: now } };
  const begins = { ...following, beganAt: now };
  const moved: Follow = { ...next, state: 'starting', stage: next.stage + 1, deadline: now + timeoutMs };
  return { kind: 'changed', next: withCurrentStage(moved, begins), begins };
}

/** Nothing is well that was not seen to be. */
function endOf({ stages }: Follow, { conclusion }: WorkflowRunState): FollowState {
  if (conclusion === 'cancelled') return 'cancelled';
  return stages.every(({ report }) => report?.verdict === 'ok') ? 'succeeded' : 'failed';
}

function ended(
  follow: Follow,
  stage: Stage,
  { run, observedAt }: Observed,
  problem: FollowProblem,
  now: number,
): ObservedDecision {
  // What was observed before the deadline was moved is of no account any more.
  if (problem === 'timed_out' && observedAt < follow.deadline) return NOTHING;
  const known = run ?? stage.run;
  const next = withCurrentStage(follow, { ...stage, ...(known === undefined ? {} : { run: known }), problem });
  return { kind: 'changed', next: { ...next, state: 'abandoned', endedAt: now } };
}

/** A completion without a report says nothing yet: whoever looks into the run sends it again with one. */
function progressed(
  follow: Follow,
  stage: Stage,
  seen: WorkflowRunState | undefined,
  problem: FollowProblem | undefined,
): ObservedDecision {
  const run = laterOf(stage.run, seen?.status === 'completed' ? undefined : seen);
  const { problem: known, ...rest } = stage;
  const waits = stateOf(run) !== 'running' && (problem ?? known) === 'still_waiting';
  const after: Stage = { ...rest, ...(run && { run }), ...(waits && { problem: 'still_waiting' as const }) };
  const next = { ...withCurrentStage(follow, after), state: run === undefined ? follow.state : stateOf(run) };
  return isSame(stage, after) && next.state === follow.state ? NOTHING : { kind: 'changed', next };
}

function laterOf(
  known: WorkflowRunState | undefined,
  seen: WorkflowRunState | undefined,
): WorkflowRunState | undefined {
  if (seen === undefined || known === undefined || seen.attempt > known.attempt) return seen ?? known;
  if (isRunning(known) && !isRunning(seen)) return known;
  const { job, step } = known;
  const at =
    seen.job === undefined ? { ...(job === undefined ? {} : { job }), ...(step === undefined ? {} : { step }) } : {};
  return { ...seen, ...at, ...(seen.url === '' ? { url: known.url } : {}) };
}

function isRunning({ status }: WorkflowRunState): boolean {
  return status === 'in_progress';
}

/** Everything before `in_progress` waits for something: `queued`, `requested`, `waiting`, `pending`. */
function stateOf(run: WorkflowRunState | undefined): FollowState {
  return run !== undefined && isRunning(run) ? 'running' : 'queued';
}

function isSame(one: Stage, other: Stage): boolean {
  const fields = ['id', 'attempt', 'url', 'status', 'job', 'step'] as const;
  return one.problem === other.problem && fields.every((field) => one.run?.[field] === other.run?.[field]);
}
