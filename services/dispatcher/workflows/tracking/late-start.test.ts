/** What people were told is given up does not begin after all; what may have begun is looked for, and no more. */
import type { EffectDue, Outgoing } from '@valine/contracts';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import { resolveEffect, trackingId } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { type TestDispatcher, testDispatcher } from '../../test-dispatcher.ts';
import { benchOf, buildReport, followed, runEnded, runSeen } from './test-trackings.ts';

type Fault = Parameters<TestDispatcher['repository']['fail']>[1];

const MINUTE = 60_000;
const RATE_LIMITED: Fault = { status: 429, retryAfterSeconds: 600 };
const LOST: Fault = { status: 502 };
const LOST_AND_LANDED: Fault = { status: 502, lands: true };

/** `/deploy-client wait:true` with a minute to go, and GitHub in trouble; given up unless it is told otherwise. */
async function deployThat(fault: Fault) {
  const dispatcher = testDispatcher({ trackingTimeoutMs: MINUTE });
  const request = dispatcher.requested('deploy-client', { wait: true });
  dispatcher.repository.fail('dispatchWorkflow', fault);
  await dispatcher.take(request).catch(() => dispatcher.take(request));
  return lateBench(dispatcher, trackingId('deploy', request.id));
}

function lateBench(dispatcher: TestDispatcher, id: string) {
  const bench = benchOf(dispatcher, id);
  const { clock, queues, repository } = dispatcher;
  return {
    ...bench,
    dispatcher,
    async timesOut(): Promise<string> {
      clock.advance(Math.max(0, (await bench.tracking()).deadline - clock.now()));
      return readable(await bench.sees({ problem: 'timed_out' }));
    },
    /** The last effect that was promised to be returned to comes again, until it has not to wait any more. */
    async returns(): Promise<string> {
      const sent = queues.sent.map(({ body }) => body as Outgoing);
      const due = sent.findLast((each): each is EffectDue => each.type === 'effect.due');
      repository.calls.splice(0);
      if (due !== undefined) await inTime(dispatcher, due);
      return readable(await bench.message());
    },
    async retried(): Promise<void> {
      clock.advance(1000);
      const seen = await bench.tracking();
      const effectId = seen.effects.at(-1)?.id ?? '';
      const resolved = resolveEffect(seen, effectId, { is: 'retry' }, clock.now());
      if (resolved === undefined) throw new Error('nothing is parked');
      await dispatcher.store.replace(seen, resolved);
      await flushOutbox(dispatcher, resolved);
    },
  };
}

async function inTime({ take, clock }: TestDispatcher, due: EffectDue): Promise<void> {
  for (let waits = 0; waits < 20; waits += 1) {
    try {
      return await take(due, waits);
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      clock.advance(error.afterSeconds * 1000);
    }
  }
  throw new Error('the effect never came to an end');
}

const readable = (text: string) => text.replace(/resolve \w+/, 'resolve …').replace(/\n-# `deploy.*/, '');

describe('a deploy that GitHub took no request for before it was given up', () => {
  it('says so, and is not started when GitHub would take it', async () => {
    const { dispatcher, timesOut, returns } = await deployThat(RATE_LIMITED);
    const told = await timesOut();
    expect(told).toMatchInlineSnapshot(`
      "🔴 Client Deploy could not be started within 1 minute. GitHub has not taken the request in time, and it is not made any more. Run the command again.
      -# reason_code: timed_out"
    `);
    expect(await returns()).toMatchInlineSnapshot(`
      "🔴 Client Deploy could not be started within 1 minute. GitHub has not taken the request in time, and it is not made any more. Run the command again.
      -# reason_code: timed_out
      -# Once that is mended, an admin can have it tried again: Retry in \`/ops\`, or \`valine resolve … --retry\` in a terminal"
    `);
    expect(dispatcher.repository.runs).toEqual([]);
  });

  it('says the same when it comes to the effect before anybody has told of the time', async () => {
    const { dispatcher, returns, timesOut, tracking, sees } = await deployThat(RATE_LIMITED);
    const told = await returns();
    expect(dispatcher.repository.calls).toEqual([]);
    expect(await tracking()).toMatchObject({ state: 'abandoned', endedAt: dispatcher.clock.now() });
    expect(told).toContain('🔴 Client Deploy could not be started within 1 minute.');
    expect(await timesOut()).toBe(told);
    expect(readable(await sees({ run: runSeen() }))).toBe(told);
  });

  it('is started and followed if an operator says so, with its whole time again', async () => {
    const { dispatcher, timesOut, returns, retried, tracking } = await deployThat(RATE_LIMITED);
    await timesOut();
    await returns();
    await retried();
    expect(await returns()).toContain('🟡 Queued');
    expect((await tracking()).deadline - dispatcher.clock.now()).toBe(MINUTE);
  });

  it('is not started long after an operator has said so either', async () => {
    const { dispatcher, timesOut, returns, retried } = await deployThat(RATE_LIMITED);
    await timesOut();
    await returns();
    await retried();
    dispatcher.repository.fail('dispatchWorkflow', RATE_LIMITED);
    expect(await returns()).toContain('could not be started');
    expect(dispatcher.repository.calls).toEqual(['dispatchWorkflow']);
    expect(dispatcher.repository.runs).toEqual([]);
  });
});

describe('a deploy of which nobody knew whether it was started when it was given up', () => {
  it('is looked for, and where it is not found left to an operator', async () => {
    const { dispatcher, timesOut, returns, tracking } = await deployThat(LOST);
    expect(await timesOut()).toMatchInlineSnapshot(`
      "🔴 Whether Client Deploy was started is not known: GitHub told nothing of it within 1 minute. It is not started any more: see in the Actions tab whether it ran, before you run the command again.
      -# reason_code: timed_out"
    `);
    expect(await returns()).toMatchInlineSnapshot(`
      "🔴 Whether Client Deploy was started is not known: GitHub told nothing of it within 1 minute. It is not started any more: see in the Actions tab whether it ran, before you run the command again.
      -# reason_code: timed_out
      -# Once that is mended, an admin can have it tried again: Retry in \`/ops\`, or \`valine resolve … --retry\` in a terminal"
    `);
    expect(dispatcher.repository.calls).toEqual(['dispatchedRunsSince']);
    expect((await tracking()).effects).toMatchObject([{ claim: { unconfirmed: 1 }, parked: {} }]);
  });

  it('is linked to where it is found', async () => {
    const { dispatcher, timesOut, returns, tracking } = await deployThat(LOST_AND_LANDED);
    await timesOut();
    expect(await returns()).toMatchInlineSnapshot(`
      "🔴 GitHub did not tell within 1 minute that the [run](https://github.com/acme/web/actions/runs/7001) has ended, so it is no longer followed. Open it, and cancel it there if it is stuck. \`/verify-run run_id:7001\` verifies it once it has ended.
      -# reason_code: timed_out"
    `);
    expect(dispatcher.repository.calls).toEqual(['dispatchedRunsSince']);
    expect(await tracking()).toMatchObject({ state: 'abandoned', effects: [{ outcome: { id: '7001' } }] });
  });

  it.each([false, true])('and whose worker died in the call (landed: %s) is started by nobody else', async (lands) => {
    const { dispatcher, timesOut, returns } = await deployThat({ crash: true, lands });
    await timesOut();
    await returns();
    expect(dispatcher.repository.calls).toEqual(['dispatchedRunsSince']);
    expect(dispatcher.repository.runs).toHaveLength(lands ? 1 : 0);
  });
});

it('a start whose run has shown up is not made again, although the look overlooks it', async () => {
  const { dispatcher, sees, returns, message } = await deployThat(LOST_AND_LANDED);
  await sees({ run: runSeen() });
  dispatcher.lookups.dispatchedRunsSince = async () => [];
  await returns();
  expect(dispatcher.repository.runs).toHaveLength(1);
  expect(await message()).not.toContain('🅿️');
});

describe('a re-run that GitHub took no request for before it was given up', () => {
  async function rerunThat(fault: Fault) {
    const { dispatcher, trackingId: id, sees } = await followed('deploy-client', { wait: true });
    dispatcher.repository.workflowRun().complete('failure');
    await sees({ run: runEnded('failure'), report: buildReport({ verdict: 'bad', conclusion: 'failure' }) });
    dispatcher.repository.fail('rerunFailedJobs', fault);
    await dispatcher.press('rerun-failed', id);
    dispatcher.clock.advance(3_000_000);
    return lateBench(dispatcher, id);
  }

  it('is not made any more, and can be asked for anew', async () => {
    const {
      dispatcher,
      trackingId: id,
      timesOut,
      returns,
      message,
    } = await rerunThat({ ...RATE_LIMITED, retryAfterSeconds: 3700 });
    expect(await timesOut()).toMatchInlineSnapshot(`
      "🔴 The failed jobs could not be run again within 60 minutes. GitHub has not taken the request in time, and it is not made any more. Open the [run](https://github.com/acme/web/actions/runs/7001): they can be run again there.
      -# reason_code: timed_out
      🔁 Ada has asked GitHub to run its failed jobs again."
    `);
    expect(await returns()).toMatchInlineSnapshot(`
      "🔴 The failed jobs could not be run again within 60 minutes. GitHub has not taken the request in time, and it is not made any more. Open the [run](https://github.com/acme/web/actions/runs/7001): they can be run again there.
      -# reason_code: timed_out
      -# Once that is mended, an admin can have it tried again: Retry in \`/ops\`, or \`valine resolve … --retry\` in a terminal
      🔁 Ada has asked GitHub to run its failed jobs again.
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
    expect(dispatcher.repository.calls).toEqual(['findWorkflowRun']);
    await dispatcher.press('rerun-failed', id);
    expect(await message()).toContain('🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001) • attempt 2');
    expect(dispatcher.repository.workflowRun().info()).toMatchObject({ attempt: 2 });
  });

  it('and of which nobody knows is only looked for', async () => {
    const { dispatcher, timesOut, returns } = await rerunThat(LOST);
    expect(await timesOut()).toMatchInlineSnapshot(`
      "🔴 Whether the failed jobs were run again is not known: GitHub told nothing of it within 60 minutes. Open the [run](https://github.com/acme/web/actions/runs/7001): they can be run again there.
      -# reason_code: timed_out
      🔁 Ada has asked GitHub to run its failed jobs again."
    `);
    await returns();
    expect(dispatcher.repository.calls).toEqual(['findWorkflowRun']);
  });
});

describe('a cancel that GitHub took no request for', () => {
  async function cancelThat(fault: Fault) {
    const { dispatcher, trackingId: id, sees } = await followed('deploy-client', { wait: true });
    await sees({ run: runSeen() });
    dispatcher.repository.fail('cancelWorkflowRun', fault);
    await dispatcher.press('cancel-workflow', id);
    return lateBench(dispatcher, id);
  }

  it('before its run was given up is not made any more', async () => {
    const { dispatcher, timesOut, returns, tracking } = await cancelThat(RATE_LIMITED);
    await timesOut();
    await returns();
    expect(dispatcher.repository.calls).toEqual(['findWorkflowRun']);
    expect(dispatcher.repository.workflowRun().info().status).toBe('queued');
    expect((await tracking()).effects[1]?.parked?.reason).toMatchInlineSnapshot(
      `"GitHub has not taken the request in time, and it is not made any more."`,
    );
  });

  it('before its run failed and was run again does not hit the next attempt', async () => {
    const { dispatcher, trackingId: id, sees, returns, tracking } = await cancelThat(RATE_LIMITED);
    dispatcher.repository.workflowRun().complete('failure');
    await sees({ run: runEnded('failure'), report: buildReport({ verdict: 'bad', conclusion: 'failure' }) });
    await dispatcher.press('rerun-failed', id);
    await returns();
    expect(dispatcher.repository.calls).toEqual(['findWorkflowRun']);
    expect(dispatcher.repository.workflowRun().info()).toMatchObject({ attempt: 2, status: 'queued' });
    expect((await tracking()).effects[1]).toMatchObject({ outcome: { id: '7001' } });
  });
});
