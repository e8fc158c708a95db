/** Tells the dispatcher what was observed of a follow. */
import type { TrackingObserved } from '@valine/contracts';
import { entryOf } from '@valine/lambda-kit';
import { operationId, type Tracking } from '@valine/records';
import type { Ports } from '../ports.ts';

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
  logger.info('follow observed', {
    trackingId: tracking.id,
    run: run?.id,
    status: run?.status,
    verdict: report?.verdict,
    problem,
  });
}
