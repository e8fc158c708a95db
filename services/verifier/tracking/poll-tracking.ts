/** `tracking.poll`, the fallback for lost webhooks: asks GitHub how a run stands, again and again until it has completed. */
import type { TrackingPoll, WorkflowRunState } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';
import { currentStage, type Tracking } from '@valine/records';
import { backOffSeconds, millisecondsLeft } from '../shared/asking-github.ts';
import type { CheckContext, Ports } from '../shared/ports.ts';
import { decideFound, decidePoll, decideProgress } from './decide-poll.ts';
import { inspectCompleted, sendObserved } from './observe-run.ts';
import { findRun, type Target } from './run-of-tracking.ts';
import { whereItStands } from './where-it-stands.ts';

/** `polls`: how many there were before, those of earlier messages among them. `isLast`: this one is at the deadline. */
type PollContext = CheckContext & { polls: number; isLast: boolean };

/** @throws RetryLater for as long as the tracking goes on */
export async function pollTracking(ports: Ports, poll: TrackingPoll, context: CheckContext): Promise<void> {
  const tracking = await ports.store.find('tracking', poll.trackingId);
  const decision = decidePoll(poll, tracking, context.waits, ports.clock.now());
  const polls = (poll.polls ?? 0) + context.waits;
  if (tracking === undefined || decision.do === 'stop') {
    const because = decision.do === 'stop' ? decision.because : '';
    ports.logger.info('no more polls', { trackingId: poll.trackingId, because });
    return;
  }
  if (decision.do === 'time-out') return sendTimedOut(ports, tracking);
  if (decision.do === 'renew')
    return sendObserved(ports, tracking, { pollRenewal: { since: poll.requestedAt, polls } });
  const seconds = backOffSeconds(polls);
  if (decision.do === 'wait')
    return sendNewsAndWait(ports, tracking, undefined, decision.seconds ?? seconds, decision.because);
  try {
    await pollTarget(ports, tracking, decision.target, { ...context, polls, isLast: decision.isLast });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (decision.isLast) return sendTimedOut(ports, tracking);
    await judgeFailure(ports, tracking, error, polls);
  }
}

async function pollTarget(ports: Ports, tracking: Tracking, target: Target, context: PollContext): Promise<void> {
  const stage = currentStage(tracking);
  const left = () => millisecondsLeft(context, ports.clock.now());
  const decision = decideFound(stage, target, await findRun(ports.actions, stage.workflow, target, left()));
  const seconds = backOffSeconds(context.polls);
  if (context.isLast && (decision.do === 'wait' || decision.do === 'report-progress'))
    return sendTimedOut(ports, tracking);
  switch (decision.do) {
    case 'report-problem':
      return sendObserved(ports, tracking, { problem: decision.problem });
    case 'inspect':
      await inspectCompleted(ports, tracking, decision.run, decision.endedAt, context);
      // The tracking may wait for a later attempt than the report is of: the next poll finds it ended, or goes on.
      throw new RetryLater(seconds, 'the report is not recorded yet');
    case 'wait':
      return sendNewsAndWait(ports, tracking, undefined, seconds, decision.because);
    case 'report-progress':
      return sendNewsAndWait(
        ports,
        tracking,
        await whereItStands(ports, stage.workflow, decision.run, left()),
        seconds,
        'the run goes on',
      );
  }
}

function sendTimedOut(ports: Ports, tracking: Tracking): Promise<void> {
  return sendObserved(ports, tracking, { problem: 'timed_out' });
}

/** @throws RetryLater always */
async function sendNewsAndWait(
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

/** Webhooks may still report a run of ours. A run that we did not start is known from GitHub's answers only. */
async function judgeFailure(ports: Ports, tracking: Tracking, error: GitHubError, polls: number): Promise<void> {
  const { workflow, correlationId, run } = currentStage(tracking);
  const hasWebhooks = correlationId !== undefined || run !== undefined;
  if (error.isTransient || hasWebhooks) {
    if (!error.isTransient)
      ports.logger.warn('GitHub refuses polls: only webhooks report the run', { error, workflow });
    throw new RetryLater(backOffSeconds(polls, error.retryAfterSeconds), error.message, { cause: error });
  }
  const problem = error.reason === 'not_found' ? 'workflow_not_found' : 'github_refused';
  ports.logger.error('GitHub refused a request: check its token and permissions', { trackingId: tracking.id, error });
  await sendObserved(ports, tracking, { problem });
}
