/** `follow.check`: looks how a followed workflow run stands, again and again until it has completed: the net below the webhooks. */
import type { FollowCheck, WorkflowRunState } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';
import { currentStage, type Follow } from '@valine/runs';
import type { CheckContext, Ports } from '../ports.ts';
import { backOffSeconds } from './back-off.ts';
import { decideFound } from './decide-found.ts';
import { decideLook, type Target } from './decide-look.ts';
import { decideProgress } from './decide-progress.ts';
import { findRun } from './find-run.ts';
import { isPassing, lookInto } from './look-into.ts';
import { millisecondsLeft } from './milliseconds-left.ts';
import { sendObserved } from './send-observed.ts';
import { whereItIs } from './where-it-is.ts';

/** @throws RetryLater for as long as the follow goes on */
export async function checkFollow(ports: Ports, check: FollowCheck, context: CheckContext): Promise<void> {
  const follow = await ports.store.find('follow', check.followId);
  const look = decideLook(check, follow, context.waits, ports.clock.now());
  const looks = (check.looks ?? 0) + context.waits;
  if (follow === undefined || look.do === 'stop') {
    ports.logger.info('no more looks', { followId: check.followId, because: look.do === 'stop' ? look.because : '' });
    return;
  }
  if (look.do === 'time-out') return sendObserved(ports, follow, { problem: 'timed_out' });
  if (look.do === 'hand-over') return sendObserved(ports, follow, { handOver: { since: check.requestedAt, looks } });
  const seconds = backOffSeconds(looks);
  if (look.do === 'wait') return waitAndTell(ports, follow, undefined, look.seconds ?? seconds, look.because);
  try {
    await lookFor(ports, follow, look.target, { ...context, looks });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    await judgeFailure(ports, follow, error, looks);
  }
}

/** `looks`: how often it was looked before. */
type LookContext = CheckContext & { looks: number };

async function lookFor(ports: Ports, follow: Follow, target: Target, context: LookContext): Promise<void> {
  const stage = currentStage(follow);
  const left = () => millisecondsLeft(context, ports.clock.now());
  const seen = await findRun(ports.actions, stage.workflow, target, left());
  const found = decideFound(stage, target, seen);
  const seconds = backOffSeconds(context.looks);
  switch (found.do) {
    case 'report':
      return sendObserved(ports, follow, { problem: found.problem });
    case 'look-into':
      await lookInto(ports, follow, found.run, context);
      // The report may be of an attempt that the follow does not wait for any more: the next look finds it ended, or goes on.
      throw new RetryLater(seconds, 'the report is not taken in yet');
    case 'wait':
      return waitAndTell(ports, follow, undefined, seconds, found.because);
    case 'follow':
      return waitAndTell(ports, follow, await withStep(ports, found.run, left()), seconds, 'the run goes on');
  }
}

/** Which job and step it is at: one call more, and none while it is queued. @throws GitHubError */
async function withStep(
  { actions }: Ports,
  run: WorkflowRunState,
  withinMs: number | undefined,
): Promise<WorkflowRunState> {
  if (run.status !== 'in_progress') return run;
  const jobs = await actions.listJobs(run.id, run.attempt, withinMs);
  const job = jobs.find(({ status }) => status === 'in_progress');
  const step = job?.steps.find(({ status }) => status === 'in_progress');
  return { ...run, ...whereItIs(job?.name, step?.name) };
}

/** @throws RetryLater always */
async function waitAndTell(
  ports: Ports,
  follow: Follow,
  run: WorkflowRunState | undefined,
  seconds: number,
  because: string,
): Promise<never> {
  const news = decideProgress(follow, run, ports.clock.now());
  if (news !== undefined) await sendObserved(ports, follow, news);
  throw new RetryLater(seconds, because);
}

/** A run of ours may still tell of itself by webhooks; of what nobody started, GitHub alone can tell. */
async function judgeFailure(ports: Ports, follow: Follow, error: GitHubError, looks: number): Promise<void> {
  const { workflow, correlationId, run } = currentStage(follow);
  const willTell = correlationId !== undefined || run !== undefined;
  if (isPassing(error) || willTell) {
    if (!isPassing(error))
      ports.logger.warn('GitHub does not let us look: only its webhooks tell', { error, workflow });
    throw new RetryLater(backOffSeconds(looks, error.retryAfterSeconds), error.message, { cause: error });
  }
  const problem = error.reason === 'not_found' ? 'workflow_not_found' : 'github_refused';
  ports.logger.error('GitHub refused a request: check its token and permissions', { followId: follow.id, error });
  await sendObserved(ports, follow, { problem });
}
