/** Tells the dispatcher what was observed of a follow. */
import type { FollowObserved } from '@valine/contracts';
import { entryOf } from '@valine/lambda-kit';
import { type Follow, operationId } from '@valine/runs';
import type { Ports } from '../ports.ts';

export type Observation = Pick<FollowObserved, 'run' | 'report' | 'problem' | 'handOver'>;

/** One send. What is observed twice has the same id. */
export async function sendObserved(
  { queues, clock, logger }: Pick<Ports, 'queues' | 'clock' | 'logger'>,
  follow: Follow,
  observation: Observation,
): Promise<void> {
  const { run, report, problem, handOver } = observation;
  const seen = [run?.id, run?.attempt, run?.status, run?.job, run?.step, report?.verdict, problem];
  const what = [follow.stage, ...seen, handOver?.since];
  const observed: FollowObserved = {
    type: 'follow.observed',
    id: operationId(follow.id, what.join(' ')),
    followId: follow.id,
    stage: follow.stage,
    observedAt: clock.now(),
    ...observation,
  };
  await queues.send('dispatch', [entryOf(observed)]);
  logger.info('follow observed', {
    followId: follow.id,
    run: run?.id,
    status: run?.status,
    verdict: report?.verdict,
    problem,
  });
}
