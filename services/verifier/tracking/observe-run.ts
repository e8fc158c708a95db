/** Tells the dispatcher what was observed of a workflow run; inspects the run first once it has completed. */
import { cutText, type TrackingObserved, type WorkflowRunState } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { entryOf, RetryLater } from '@valine/lambda-kit';
import { currentStage, operationId, type Tracking } from '@valine/records';
import { backOffSeconds, LONGEST_RETURN_SECONDS, millisecondsLeft } from '../shared/asking-github.ts';
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
  const { ticket } = currentStage(tracking);
  const seen = [run?.id, run?.attempt, run?.status, run?.job, run?.step, report?.verdict, problem];
  const what = [tracking.stage, ...seen, pollRenewal?.since];
  const observed: TrackingObserved = {
    type: 'tracking.observed',
    id: operationId(tracking.id, what.join(' ')),
    trackingId: tracking.id,
    stage: tracking.stage,
    observedAt: clock.now(),
    ...(ticket !== undefined && { ticket }),
    ...observation,
  };
  await queues.send('dispatch', [entryOf(observed)]);
  const [status, verdict] = [run?.status, report?.verdict];
  logger.info('tracking observed', { trackingId: tracking.id, run: run?.id, status, verdict, problem });
}

/** What a run left behind is worth as much patience. Then its end is reported with what there is. */
const PATIENCE_MS = 35_000;

/**
 * `endedAt`: since when its end could be seen, in epoch milliseconds.
 * @throws RetryLater while GitHub does not show yet, or cannot be asked, what the run left behind
 */
export async function inspectCompleted(
  ports: Ports,
  tracking: Tracking,
  run: WorkflowRunState,
  endedAt: number,
  context: CheckContext,
): Promise<void> {
  const { clock } = ports;
  const until = Math.min(endedAt + PATIENCE_MS, tracking.deadline);
  const mayComeBack = clock.now() < until;
  const again = () => secondsToReturn(context.waits, mayComeBack ? until - clock.now() : undefined);
  try {
    const report = await ports.inspect(tracking, run, () => millisecondsLeft(context, clock.now()), mayComeBack);
    if (report === undefined) throw new RetryLater(again(), 'GitHub does not show yet what the run left behind');
    await sendObserved(ports, tracking, { run, report });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    throw new RetryLater(Math.max(again(), error.retryAfterSeconds ?? 0), error.message, { cause: error });
  }
}

/**
 * The last look comes when patience ends: what hangs is waited for once more, and the end is told within a minute still.
 * `patienceMs`: undefined once that look was taken; none or less where patience ended during a look.
 */
function secondsToReturn(waits: number, patienceMs: number | undefined): number {
  const seconds = Math.min(backOffSeconds(waits), LONGEST_RETURN_SECONDS);
  return patienceMs === undefined ? seconds : Math.min(seconds, Math.max(1, Math.ceil(patienceMs / 1000)));
}

/** The names of the job and the step that run now, as far as they are known. */
export function runningAt(job: string | undefined, step: string | undefined): Pick<WorkflowRunState, 'job' | 'step'> {
  return {
    ...(job === undefined ? {} : { job: cutText(job, MOST_CHARACTERS) }),
    ...(step === undefined ? {} : { step: cutText(step, MOST_CHARACTERS) }),
  };
}
