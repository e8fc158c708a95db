/** For tests: the verifier over a GitHub in memory, with one tracking. */
import { type Report, TrackingObserved, type VerifyMessage } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import type { Tracking } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import {
  buildTracking,
  fakeGitHub,
  fakeRepository,
  fakeSetUp,
  manualClock,
  recordingLogger,
  recordingQueues,
} from '@valine/testing';
import { createVerifier } from '../verifier.ts';
import { POLLS_PER_MESSAGE } from './decide-poll.ts';

export const REPORT: Report = { verdict: 'ok', conclusion: 'success', seconds: 82, steps: [], checks: [], trend: [] };

/** What an inspection finds is `world.report`, or it throws `world.fail`. */
export async function startWorld(given: Partial<Tracking> = {}, report: Report | undefined = REPORT) {
  const clock = manualClock();
  const queues = recordingQueues();
  const logger = recordingLogger();
  const repository = fakeRepository(clock);
  const store = createMemoryStore(clock);
  const now = clock.now();
  const tracking = buildTracking({ requestedAt: now, deadline: now + 3_600_000, ...given });
  await store.create(tracking);
  const world: { report: Report | undefined; fail?: Error; mayComeBack: boolean[] } = { report, mayComeBack: [] };
  const verify = createVerifier({
    store,
    queues,
    github: fakeGitHub(),
    lookups: repository.lookups,
    actions: repository.actions,
    inspect: async (_tracking, _run, _left, mayComeBack) => {
      world.mayComeBack.push(mayComeBack);
      if (world.fail !== undefined) throw world.fail;
      return world.report;
    },
    setUp: async () => fakeSetUp(),
    repository: 'acme/web',
    workflows: ['client-deploy.yml', 'diagnose-dispatch.yml'],
    clock,
    logger,
  });

  /** Resolves to the seconds it waits for the next time, or 0 when it is done with. */
  async function take(message: VerifyMessage, waits = 0): Promise<number> {
    try {
      await verify(message, { waits, deadline: clock.now() + 30_000 });
      return 0;
    } catch (error) {
      if (error instanceof RetryLater) return error.afterSeconds;
      throw error;
    }
  }
  /** `polls`: how many there were before, those of earlier messages among them. */
  const poll = (polls = 0, requestedAt = now) => {
    const [earlier, waits] = [polls - (polls % POLLS_PER_MESSAGE), polls % POLLS_PER_MESSAGE];
    return take({ type: 'tracking.poll', id: 'c1', trackingId: tracking.id, requestedAt, polls: earlier }, waits);
  };
  const observed = () => queues.sent.map(({ body }) => TrackingObserved.parse(body));
  return { world, clock, queues, logger, repository, store, tracking, take, poll, observed };
}
