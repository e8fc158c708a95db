/** `tracking.poll`: looks how a followed workflow run stands, again and again until it has completed: the net below the webhooks. */
import type { TrackingPoll, WorkflowRunState } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';
import { currentStage, type Tracking } from '@valine/records';
import type { CheckContext, Ports } from '../ports.ts';
import { backOffSeconds } from './back-off.ts';
import { decideFound } from './decide-found.ts';
import { decidePoll, type Target } from './decide-poll.ts';
import { decideProgress } from './decide-progress.ts';
import { findRun } from './find-run.ts';
import { inspectCompleted, isPassing } from './inspect-completed.ts';
import { millisecondsLeft } from './milliseconds-left.ts';
import { sendObserved } from './send-observed.ts';
import { whereItIs } from './where-it-is.ts';

/** @throws RetryLater for as long as the tracking goes on */
export async function pollTracking(ports: Ports, check: TrackingPoll, context: CheckContext): Promise<void> {
  const tracking = await ports.store.find('tracking', check.trackingId);
  const look = decidePoll(check, tracking, context.waits, ports.clock.now());
  const polls = (check.polls ?? 0) + context.waits;
  if (tracking === undefined || look.do === 'stop') {
    ports.logger.info('no more looks', {
      trackingId: check.trackingId,
      because: look.do === 'stop' ? look.because : '',
    });
    return;
  }
  if (look.do === 'time-out') return sendObserved(ports, tracking, { problem: 'timed_out' });
  if (look.do === 'hand-over')
    return sendObserved(ports, tracking, { pollRenewal: { since: check.requestedAt, polls } });
  const seconds = backOffSeconds(polls);
  if (look.do === 'wait') return waitAndTell(ports, tracking, undefined, look.seconds ?? seconds, look.because);
  try {
    await lookFor(ports, tracking, look.target, { ...context, polls });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    await judgeFailure(ports, tracking, error, polls);
  }
}

/** `looks`: how often it was looked before. */
type PollContext = CheckContext & { polls: number };

async function lookFor(ports: Ports, tracking: Tracking, target: Target, context: PollContext): Promise<void> {
  const stage = currentStage(tracking);
  const left = () => millisecondsLeft(context, ports.clock.now());
  const seen = await findRun(ports.actions, stage.workflow, target, left());
  const found = decideFound(stage, target, seen);
  const seconds = backOffSeconds(context.polls);
  switch (found.do) {
    case 'report':
      return sendObserved(ports, tracking, { problem: found.problem });
    case 'look-into':
      await inspectCompleted(ports, tracking, found.run, context);
      // The report may be of an attempt that the tracking does not wait for any more: the next look finds it ended, or goes on.
      throw new RetryLater(seconds, 'the report is not taken in yet');
    case 'wait':
      return waitAndTell(ports, tracking, undefined, seconds, found.because);
    case 'tracking':
      return waitAndTell(ports, tracking, await withStep(ports, found.run, left()), seconds, 'the run goes on');
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
  tracking: Tracking,
  run: WorkflowRunState | undefined,
  seconds: number,
  because: string,
): Promise<never> {
  const news = decideProgress(tracking, run, ports.clock.now());
  if (news !== undefined) await sendObserved(ports, tracking, news);
  throw new RetryLater(seconds, because);
}

/** A run of ours may still tell of itself by webhooks; of what nobody started, GitHub alone can tell. */
async function judgeFailure(ports: Ports, tracking: Tracking, error: GitHubError, polls: number): Promise<void> {
  const { workflow, correlationId, run } = currentStage(tracking);
  const willTell = correlationId !== undefined || run !== undefined;
  if (isPassing(error) || willTell) {
    if (!isPassing(error))
      ports.logger.warn('GitHub does not let us look: only its webhooks tell', { error, workflow });
    throw new RetryLater(backOffSeconds(polls, error.retryAfterSeconds), error.message, { cause: error });
  }
  const problem = error.reason === 'not_found' ? 'workflow_not_found' : 'github_refused';
  ports.logger.error('GitHub refused a request: check its token and permissions', { trackingId: tracking.id, error });
  await sendObserved(ports, tracking, { problem });
}
