/** Who is notified of an end, and who is not. */
import type { Notification, TrackingObserved } from '@valine/contracts';
import { buildStage, buildTracking } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ada, ben } from '../../test-dispatcher.ts';
import { buildReport, followed, runEnded, runSeen, type TrackingBench } from '../tracking/test-trackings.ts';
import { outcomeText } from './outcome-messages.ts';

const OK = { run: runEnded(), report: buildReport() };
const FAILED = { run: runEnded('failure'), report: buildReport({ verdict: 'bad', conclusion: 'failure' }) };
const CANCELLED = {
  run: runEnded('cancelled'),
  report: buildReport({ verdict: 'unknown', conclusion: 'cancelled' }),
};

function outcomes({ dispatcher }: TrackingBench): Notification[] {
  return dispatcher.queues.sent.map(({ body }) => body as Notification).filter(({ place }) => place?.in === 'reply-to');
}

async function ended(command: string, afterMs: number, seen: Partial<TrackingObserved>, options = {}) {
  const bench = await followed(command, options);
  bench.dispatcher.clock.advance(afterMs);
  await bench.sees(seen);
  return bench;
}

describe('an end is told by a message of its own', () => {
  it('at a failure: a reply to the message, to the one who asked and nobody else', async () => {
    const bench = await ended('deploy-client', 1000, FAILED, { wait: true });
    const [outcome] = outcomes(bench);
    expect(outcome?.message).toMatchInlineSnapshot(`
      {
        "content": "<@1> 🔴 Client Deploy failed • [run](https://github.com/acme/web/actions/runs/7001)",
        "pings": {
          "roles": [],
          "users": [
            "1",
          ],
        },
      }
    `);
    const { messageKey } = await bench.tracking();
    expect(outcome).toMatchObject({ place: { to: messageKey }, conversation: messageKey });
  });

  it('at a failure of a deploy that nobody waits for', async () => {
    expect(outcomes(await ended('deploy-client', 1000, FAILED))).toHaveLength(1);
  });

  it('after more than two minutes', async () => {
    const [outcome] = outcomes(await ended('diagnose', 121_000, OK));
    expect(outcome?.message.content).toMatchInlineSnapshot(
      `"<@1> 🟢 OK • Diagnose on Demand • [run](https://github.com/acme/web/actions/runs/7001)"`,
    );
  });

  it('when somebody else has cancelled it', async () => {
    const bench = await followed('diagnose');
    await bench.sees({ run: runSeen() });
    await bench.dispatcher.press('cancel-workflow', bench.trackingId, ben);
    await bench.sees(CANCELLED);
    expect(outcomes(bench).map(({ message }) => message.content)).toMatchInlineSnapshot(`
      [
        "<@1> ⚫ Diagnose on Demand was cancelled by Ben • [run](https://github.com/acme/web/actions/runs/7001)",
      ]
    `);
  });

  it('when it has not ended in time', async () => {
    const bench = await ended('diagnose', 3_600_000, { run: runSeen(), problem: 'timed_out' });
    expect(outcomes(bench)[0]?.message.content).toMatchInlineSnapshot(
      `"<@1> 🔴 Diagnose on Demand has not ended in time • [run](https://github.com/acme/web/actions/runs/7001)"`,
    );
  });

  it('once for each end, however often that is told', async () => {
    const bench = await ended('diagnose', 1000, FAILED);
    await bench.sees(FAILED);
    expect(outcomes(bench)).toHaveLength(1);
  });
});

it.each([
  ['verify', 'no_run', '🔴 Client Deploy has not run yet'],
  ['verify', 'github_refused', '🔴 Client Deploy could not be seen'],
  ['diagnose', 'github_refused', '🔴 Diagnose on Demand was not started'],
] as const)('a %s that ends with %s reads: %s', (kind, problem, text) => {
  expect(outcomeText(buildTracking({ state: 'failed', stages: [buildStage({ kind, problem })] }))).toBe(text);
});

describe('nobody is notified', () => {
  it.each([
    ['of a quick success', 'diagnose', 1000, OK],
    ['of a deploy that went well and nobody waits for', 'deploy-client', 600_000, OK],
    ['of a run that is not there', 'verify-run', 1000, { problem: 'run_not_found' as const }],
    ['of one that goes on', 'diagnose', 600_000, { run: runSeen() }],
  ])('%s', async (_, command, afterMs, seen) => {
    const options = command === 'verify-run' ? { run_id: '7001' } : {};
    expect(outcomes(await ended(command, afterMs, seen, options))).toEqual([]);
  });

  it('of what they have cancelled themselves', async () => {
    const bench = await followed('diagnose');
    await bench.sees({ run: runSeen() });
    await bench.dispatcher.press('cancel-workflow', bench.trackingId, ada);
    await bench.sees(CANCELLED);
    expect(outcomes(bench)).toEqual([]);
  });
});
