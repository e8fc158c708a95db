/** Starting a workflow: once, whatever happens between us and GitHub. */

import type { EffectDue, Outgoing } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import { effectDue, resolveEffect, trackingId } from '@valine/records';
import { stateOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { shown, type TestDispatcher, testDispatcher } from '../../test-dispatcher.ts';
import { benchOf, buildReport, followed, runEnded, runSeen } from './test-trackings.ts';

/** Long enough for a call to have landed or not. */
const QUIET_MS = 150_000;

function duesOf({ queues }: TestDispatcher): EffectDue[] {
  const sent = queues.sent.map(({ body }) => body as Outgoing);
  return sent.filter((each) => each.type === 'effect.due');
}

/** What was interrupted comes back from the queue until it is done. */
async function settle(dispatcher: TestDispatcher): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    dispatcher.clock.advance(QUIET_MS);
    const due = duesOf(dispatcher).at(-1);
    if (due === undefined) return;
    try {
      return await dispatcher.take(due);
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
    }
  }
}

async function diagnoseThat(fault: Parameters<TestDispatcher['repository']['fail']>[1]) {
  const dispatcher = testDispatcher();
  dispatcher.repository.fail('dispatchWorkflow', fault);
  const request = dispatcher.requested('diagnose');
  const died = await dispatcher.take(request).then(
    () => false,
    () => true,
  );
  return { dispatcher, request, died, ...benchOf(dispatcher, trackingId('diagnose', request.id)) };
}

describe('a request that comes more than once', () => {
  it('starts one workflow and is one follow, told in one message', async () => {
    const { dispatcher, request, sees } = await followed('diagnose');
    await sees({ run: runSeen() });
    const before = { calls: dispatcher.repository.calls.length, text: shown(dispatcher.queues.sent, 'reply:101') };
    for (const _ of [1, 2]) await dispatcher.take(request);
    expect(dispatcher.repository.calls).toHaveLength(before.calls);
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toBe(before.text);
    expect(await dispatcher.store.listTrackings('open', 9)).toHaveLength(1);
  });

  it('sends what the first one could not', async () => {
    const dispatcher = testDispatcher();
    dispatcher.queues.failNext(1);
    const request = dispatcher.requested('verify-latest');
    await expect(dispatcher.take(request)).rejects.toThrow();
    expect(dispatcher.queues.sent).toEqual([]);
    await dispatcher.take(request);
    expect(dispatcher.queues.sent.map(({ body }) => (body as Outgoing).type)).toEqual([
      'message.shown',
      'tracking.poll',
    ]);
  });
});

it('has another check look after it, once the first has done its share', async () => {
  const { dispatcher, observed, tracking } = await followed('verify-latest');
  const since = (await tracking()).requestedAt;
  const before = dispatcher.queues.sent.length;
  dispatcher.clock.advance(60_000);
  for (const _ of [1, 2]) await dispatcher.take(observed({ pollRenewal: { since, polls: 5 } }));
  expect(dispatcher.queues.sent.slice(before).map(({ body }) => body)).toMatchObject([
    { type: 'tracking.poll', requestedAt: since + 60_000, polls: 5 },
  ]);
});

describe('a worker that dies', () => {
  it.each([
    ['before the call', false, 2],
    ['after the call', true, 1],
  ])('%s leaves one run behind', async (_, lands, calls) => {
    const { dispatcher, request, died, tracking } = await diagnoseThat({ crash: true, lands });
    expect(died).toBe(true);
    await dispatcher.take(request);
    await settle(dispatcher);
    expect(dispatcher.repository.runs).toHaveLength(1);
    expect(dispatcher.repository.calls.filter((call) => call === 'dispatchWorkflow')).toHaveLength(calls);
    expect(await tracking()).toMatchObject({ stages: [{ run: { id: 7001 } }] });
  });
});

describe('an answer that is lost', () => {
  it('is looked for by the correlation id, and nothing is started twice', async () => {
    const { dispatcher, message } = await diagnoseThat({ status: 502, lands: true });
    expect(await message()).toContain('🟡 Starting Diagnose…');
    await settle(dispatcher);
    expect(dispatcher.repository.calls).toEqual(['dispatchWorkflow', 'dispatchedRunsSince']);
    expect(await message()).toContain('🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)');
  });

  it('is no matter when the run has told of itself meanwhile', async () => {
    const { dispatcher, sees, message } = await diagnoseThat({ status: 502, lands: true });
    await sees({ run: runSeen() });
    await settle(dispatcher);
    expect(await message()).toContain('⏳ Running');
    expect(stateOf(await sees({ run: runEnded(), report: buildReport() }))).toBe('ok');
  });
});

describe('GitHub', () => {
  it('that refuses is told with what to set, and an operator can have it tried again', async () => {
    const { dispatcher, tracking, message } = await diagnoseThat({ status: 404, detail: 'Not Found' });
    expect((await message()).replace(/resolve \w+/, 'resolve …')).toMatchInlineSnapshot(`
      "🔴 Diagnose on Demand was not started. GitHub did not dispatchWorkflow (not\\_found, status 404: Not Found). Check that what is named is there, GITHUB\\_REPOSITORY, and that the token or the App may see it. It takes the file \`diagnose-dispatch.yml\` on \`main\` with \`on: workflow_dispatch\` and the inputs \`correlation_id\` and \`requester\`, and a token or App that may write Actions.
      -# reason_code: dispatch_refused
      -# Once that is mended, an admin can have it tried again: Retry in \`/ops\`, or \`valine resolve … --retry\` in a terminal
      -# \`diagnose-1rt2p8hhcv\` • requested by Ada"
    `);
    const refused = await tracking();
    expect(refused.state).toBe('abandoned');
    dispatcher.clock.advance(7_200_000);
    const [effect] = refused.effects;
    const again = resolveEffect(refused, effect?.id ?? '', { is: 'retry' }, dispatcher.clock.now());
    if (again === undefined || effect === undefined) throw new Error('the effect is not parked');
    await dispatcher.store.replace(refused, again);
    await dispatcher.take(effectDue(again, effect));
    expect(await message()).toContain('🟡 Queued');
    const { deadline, stages } = await tracking();
    expect(deadline - dispatcher.clock.now()).toBe(3_600_000);
    expect(dispatcher.queues.sent.at(-1)).toMatchObject({
      body: { type: 'tracking.poll', requestedAt: stages[0]?.beganAt },
    });
  });

  it('that tells no number has the run found by its title', async () => {
    const { dispatcher, message, sees } = await followed('diagnose', {}, { diagnoseTrigger: 'repository_dispatch' });
    expect(dispatcher.repository.runs[0]).toMatchObject({ event: 'repository_dispatch' });
    expect(await message()).toContain('🟡 Starting Diagnose…');
    expect(await sees({ run: runSeen() })).toContain('⏳ Running');
  });

  it('that limits us is asked again later', async () => {
    const { dispatcher, message } = await diagnoseThat({ status: 429, retryAfterSeconds: 60 });
    expect(await message()).toContain('🟡 Starting Diagnose…');
    await settle(dispatcher);
    expect(await message()).toContain('🟡 Queued');
  });
});
