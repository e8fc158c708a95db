/** Tells the dispatcher what was observed of a workflow run; inspects the run first once it has completed. */
import { cutText, type TrackingObserved, type WorkflowRunState } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { entryOf, RetryLater } from '@valine/lambda-kit';
import { operationId, type Tracking } from '@valine/records';
import { backOffSeconds, isPassing, millisecondsLeft } from '../shared/asking-github.ts';
import type { CheckContext, Ports } from '../shared/ports.ts';

/** Workflow files choose the names; a record may be 400 KB. */
const MOST_CHARACTERS = 200;

export type Observation = Pick<TrackingObserved, 'run' | 'report' | 'problem' | 'pollRenewal'>;

/** One send. What is observed twice has the same id. */
export async function sendObserved(
  { queues, clock, logger }: Pick<Ports, 'queues' | 'clock' | 'logger'>,
  tracking: Tracking,
  observation: Observation,
): Promise<void> {
  const { run, report, problem, pollRenewal } = observation;
  const seen = [run?.id, run?.attempt, run?.status, run?.job, run?.step, report?.verdict, problem];
  const what = [tracking.stage, ...seen, pollRenewal?.since];
  const observed: TrackingObserved = {
    type: 'tracking.observed',
    id: operationId(tracking.id, what.join(' ')),
    trackingId: tracking.id,
    stage: tracking.stage,
    observedAt: clock.now(),
    ...observation,
  };
  await queues.send('dispatch', [entryOf(observed)]);
  const [status, verdict] = [run?.status, report?.verdict];
  logger.info('tracking observed', { trackingId: tracking.id, run: run?.id, status, verdict, problem });
}

/** @throws RetryLater while GitHub cannot be asked, or does not show yet what the run left behind */
export async function inspectCompleted(
  ports: Ports,
  tracking: Tracking,
  run: WorkflowRunState,
  context: CheckContext,
): Promise<void> {
  const { clock } = ports;
  try {
    const report = await ports.inspect(tracking, run, () => millisecondsLeft(context, clock.now()));
    if (report === undefined)
      throw new RetryLater(backOffSeconds(context.waits), 'GitHub does not show yet what the run left behind');
    await sendObserved(ports, tracking, { run, report });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (!isPassing(error)) return sendObserved(ports, tracking, { run, problem: 'github_refused' });
    if (clock.now() >= tracking.deadline) return sendObserved(ports, tracking, { run, problem: 'timed_out' });
    throw new RetryLater(backOffSeconds(context.waits, error.retryAfterSeconds), error.message, { cause: error });
  }
}

/** The names of the job and the step that run now, as far as they are known. */
export function runningAt(job: string | undefined, step: string | undefined): Pick<WorkflowRunState, 'job' | 'step'> {
  return {
    ...(job === undefined ? {} : { job: cutText(job, MOST_CHARACTERS) }),
    ...(step === undefined ? {} : { step: cutText(step, MOST_CHARACTERS) }),
  };
}
