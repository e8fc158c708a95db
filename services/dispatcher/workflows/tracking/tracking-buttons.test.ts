/** Cancel, Re-run failed jobs and Diagnose: by whom, when, and what they say. */
import { factsOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ben, shown, testDispatcher } from '../../test-dispatcher.ts';
import { benchOf, buildReport, followed, runEnded, runSeen } from './test-trackings.ts';

const FAILED = { run: runEnded('failure'), report: buildReport({ verdict: 'bad', conclusion: 'failure' }) };

async function failed() {
  const bench = await followed('diagnose', { frontend_url: 'https://app.example.com' });
  bench.dispatcher.repository.workflowRun().complete('failure');
  await bench.sees(FAILED);
  return bench;
}

describe('Cancel', () => {
  it('asks GitHub once, and says by whom', async () => {
    const { dispatcher, trackingId, sees, message } = await followed('diagnose');
    await sees({ run: runSeen() });
    expect(await dispatcher.press('cancel-workflow', trackingId, ben)).toMatchInlineSnapshot(
      `"🛑 GitHub is asked to cancel the run. The message changes when it has ended."`,
    );
    expect(await message()).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
      🛑 Ben has asked GitHub to cancel it.
      -# \`diagnose-1rt2p8hhcv\` • correlation id \`d4746a06\` • requested by Ada"
    `);
    expect(await dispatcher.press('cancel-workflow', trackingId)).toContain('reason_code: already_cancelling');
    expect(dispatcher.repository.calls).toEqual(['dispatchWorkflow', 'cancelWorkflowRun']);
    const report = buildReport({ verdict: 'bad', conclusion: 'cancelled' });
    expect(await sees({ run: runEnded('cancelled'), report })).toMatchInlineSnapshot(`
      "⚫ Cancelled
      [run](https://github.com/acme/web/actions/runs/7001) • 25s
      Cancelled by Ben.
      -# \`diagnose-1rt2p8hhcv\` • requested by Ada"
    `);
  });

  it('is refused before there is a run, and after its end', async () => {
    const { dispatcher, trackingId } = await followed('verify-latest');
    expect(await dispatcher.press('cancel-workflow', trackingId)).toMatchInlineSnapshot(`
      "🔴 The run has not shown up on GitHub yet. Try again in a moment.
      -# reason_code: not_started_yet"
    `);
    const ended = await failed();
    expect(await ended.dispatcher.press('cancel-workflow', ended.trackingId)).toMatchInlineSnapshot(`
      "🔴 There is nothing left to cancel: \`diagnose-1rt2p8hhcv\` has ended.
      -# reason_code: follow_ended"
    `);
  });

  it('shows when GitHub refuses it', async () => {
    const { dispatcher, trackingId, sees, message } = await followed('diagnose');
    await sees({ run: runSeen() });
    dispatcher.repository.fail('cancelWorkflowRun', { status: 403, detail: 'Resource not accessible by integration' });
    await dispatcher.press('cancel-workflow', trackingId);
    expect((await message()).replace(/resolve \w+/, 'resolve …')).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
      🅿️ Could not cancel workflow run: GitHub did not cancelWorkflowRun (forbidden, status 403: Resource not accessible by integration). Give the App the permission it lacks (issues, contents, pull requests, actions, variables, secrets: read and write; checks, commit statuses: read), and accept it on the installation's page: until then it does not count.
      -# An admin decides in \`/ops\`: Retry or Mark done. In a terminal: \`valine resolve … --retry\`, or \`--done <id>\`.
      -# reason_code: permission_missing
      -# \`diagnose-1rt2p8hhcv\` • correlation id \`d4746a06\` • requested by Ada
      [ Cancel ]"
    `);
  });
});

describe('Re-run failed jobs', () => {
  it('follows the next attempt in the same message', async () => {
    const { dispatcher, trackingId, tracking, message, sees } = await failed();
    dispatcher.clock.advance(1000);
    expect(await dispatcher.press('rerun-failed', trackingId, ben)).toMatchInlineSnapshot(
      `"🔁 GitHub is asked to run the failed jobs again. The message follows them."`,
    );
    expect(dispatcher.repository.runs[0]).toMatchObject({ attempt: 2, status: 'queued' });
    expect(await message()).toMatchInlineSnapshot(`
      "🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001) • attempt 2
      🔁 Ben has asked GitHub to run its failed jobs again.
      -# \`diagnose-1rt2p8hhcv\` • correlation id \`d4746a06\` • requested by Ada"
    `);
    expect(dispatcher.queues.sent.at(-1)).toMatchObject({
      body: { type: 'tracking.poll', requestedAt: (await tracking()).stages[0]?.beganAt },
    });
    await sees(FAILED);
    expect((await tracking()).state).toBe('starting');
    const second = { run: runEnded('success', { attempt: 2 }), report: buildReport() };
    expect(factsOf(await sees(second))).toMatchInlineSnapshot(`
      "ok run→https://github.com/acme/web/actions/runs/7001
      diagnose-1rt2p8hhcv
      [ Details ]"
    `);
  });

  it('is refused while it goes on, and when nothing has failed', async () => {
    const { dispatcher, trackingId, sees } = await followed('diagnose');
    expect(await dispatcher.press('rerun-failed', trackingId)).toMatchInlineSnapshot(`
      "🔴 \`diagnose-1rt2p8hhcv\` is still going: its failed jobs can be run again once it has ended.
      -# reason_code: follow_still_running"
    `);
    await sees({ run: runEnded(), report: buildReport() });
    expect(await dispatcher.press('rerun-failed', trackingId)).toMatchInlineSnapshot(`
      "🔴 No job of \`diagnose-1rt2p8hhcv\` has failed. Run the command again to have it done anew.
      -# reason_code: nothing_failed"
    `);
  });

  it('waits until no earlier cancel can stop it: one that GitHub did not confirm may still come', async () => {
    const { dispatcher, trackingId, tracking, sees } = await followed('diagnose');
    await sees({ run: runEnded('failure', { status: 'in_progress', conclusion: null }) });
    dispatcher.repository.fail('cancelWorkflowRun', { status: 502 });
    await dispatcher.press('cancel-workflow', trackingId).catch(() => {});
    await sees(FAILED);
    expect(await dispatcher.press('rerun-failed', trackingId)).toMatchInlineSnapshot(`
      "🔴 GitHub has not confirmed that it cancelled \`diagnose-1rt2p8hhcv\`, and may still do so: that would stop the jobs that run again. Press once more in a few minutes.
      -# reason_code: cancel_may_land"
    `);
    dispatcher.clock.advance(3 * 60_000);
    await dispatcher.press('rerun-failed', trackingId);
    expect((await tracking()).state).toBe('starting');
  });

  it('that GitHub refuses ends there, and can be asked for again', async () => {
    const { dispatcher, trackingId, tracking, message } = await failed();
    dispatcher.repository.fail('rerunFailedJobs', { status: 403, detail: 'The workflow run is too old' });
    await dispatcher.press('rerun-failed', trackingId);
    expect((await message()).replace(/resolve \w+/, 'resolve …')).toMatchInlineSnapshot(`
      "🔴 The failed jobs were not run again. GitHub did not rerunFailedJobs (forbidden, status 403: The workflow run is too old). Give the token or the App the permission it lacks (issues, contents, pull requests, actions, variables, secrets: read and write; checks, commit statuses: read). GitHub runs nothing again that is older than a month.
      -# reason_code: dispatch_refused
      -# Once that is mended, an admin can have it tried again: Retry in \`/ops\`, or \`valine resolve … --retry\` in a terminal
      🔁 Ada has asked GitHub to run its failed jobs again.
      -# \`diagnose-1rt2p8hhcv\` • requested by Ada
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
    await dispatcher.press('rerun-failed', trackingId);
    expect(await tracking()).toMatchObject({ state: 'starting', stages: [{ run: { attempt: 2 } }] });
  });
});

describe('Diagnose', () => {
  it('has a message of its own in the channel, for the same addresses', async () => {
    const { dispatcher, trackingId } = await failed();
    expect(await dispatcher.press('diagnose-now', trackingId, ben)).toMatchInlineSnapshot(
      `"🩺 A diagnose is started: it has a message of its own in this channel."`,
    );
    const [started] = await dispatcher.store.listTrackings('open', 1);
    const { message, tracking } = benchOf(dispatcher, started?.id ?? '');
    expect(await tracking()).toMatchObject({
      requestedBy: { name: 'Ben' },
      place: { in: 'channel', channelId: '500' },
      inputs: { frontend_url: 'https://app.example.com' },
    });
    expect(await message()).toContain('🟡 Queued');
    expect(dispatcher.repository.runs).toHaveLength(2);
  });

  it('is refused while what it belongs to goes on', async () => {
    const { dispatcher, trackingId } = await followed('diagnose');
    expect(await dispatcher.press('diagnose-now', trackingId)).toMatchInlineSnapshot(`
      "🔴 \`diagnose-1rt2p8hhcv\` is still going. Wait for its end, or run \`/diagnose\` now.
      -# reason_code: follow_still_running"
    `);
  });
});

describe('each of them', () => {
  it.each(['cancel-workflow', 'rerun-failed', 'diagnose-now'])(
    '%s is refused for what is not known',
    async (button) => {
      expect(await testDispatcher().press(button, 'diagnose-x`y')).toBe(
        "🔴 Nothing is known of `diagnose-x'y` any more. Run the command again, or open the run on GitHub.\n-# reason_code: follow_not_found",
      );
    },
  );

  it.each(['rerun-failed', 'diagnose-now'])(
    '%s pressed once is done once, however often it arrives',
    async (button) => {
      const { dispatcher, trackingId } = await failed();
      const press = dispatcher.pressed(button, trackingId);
      for (const _ of [1, 2, 3]) await dispatcher.take(press);
      expect(dispatcher.repository.calls).toHaveLength(2);
      expect(shown(dispatcher.queues.sent, `reply:${press.id}`)).not.toContain('reason_code');
    },
  );
});
