import { RetryLater } from '@valine/lambda-kit';
import { briefly, buildWorkflowJob, readAt } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { shown, type TestDispatcher, testDispatcher } from '../test-dispatcher.ts';
import { followed, runSeen } from '../workflows/tracking/test-trackings.ts';

function addEnded(
  { clock, repository }: TestDispatcher,
  workflow: string,
  hoursAgo: number,
  conclusion: string,
  seconds: number,
): void {
  const startedAt = clock.now() - hoursAgo * 3_600_000;
  // GitHub changes this long after the end.
  const times = { createdAt: startedAt, startedAt, updatedAt: clock.now() };
  const run = repository.addWorkflowRun(workflow, { status: 'completed', conclusion, ...times });
  run.setJobs(buildWorkflowJob({ startedAt, steps: [{ name: 'S3 sync', seconds }] }));
}

describe('/status', () => {
  it('lists the last runs of both workflows, and the active plans', async () => {
    const dispatcher = testDispatcher();
    addEnded(dispatcher, 'client-deploy.yml', 4, 'success', 80);
    addEnded(dispatcher, 'client-deploy.yml', 3, 'failure', 95);
    addEnded(dispatcher, 'client-deploy.yml', 2, 'success', 82);
    addEnded(dispatcher, 'diagnose-dispatch.yml', 1, 'success', 25);
    const startedAt = dispatcher.clock.now() - 300_000;
    dispatcher.repository.addWorkflowRun('diagnose-dispatch.yml', { status: 'in_progress', startedAt });
    await dispatcher.planned();
    await dispatcher.press('discard', await dispatcher.planned({ include_planned: true }));
    expect(readAt(dispatcher.clock.now(), await dispatcher.command('status'))).toMatchInlineSnapshot(`
      "📊 Status (last 2)

      Client Deploy:
      🟢 success • 2h ago • 82s • [run](https://github.com/acme/web/actions/runs/7003)
      🔴 failure • 3h ago • 95s • [run](https://github.com/acme/web/actions/runs/7002)

      Diagnose on Demand:
      🟡 running • 5m ago • N/A • [run](https://github.com/acme/web/actions/runs/7005)
      🟢 success • 1h ago • 25s • [run](https://github.com/acme/web/actions/runs/7004)

      Plans:
      ⚪ waiting for approval • \`plan-q3ff5pf31q\` • 0/3 • just now"
    `);
  });

  it('tells of a run that did nothing, of one that was carried over, and of one that cannot be read', async () => {
    const dispatcher = testDispatcher();
    const { clock, repository } = dispatcher;
    const deploy = (more: object) =>
      repository.addWorkflowRun('client-deploy.yml', { status: 'completed', conclusion: 'success', ...more });
    deploy({}).setJobs(buildWorkflowJob({ steps: [{ name: 'Build', conclusion: 'skipped' }] }));
    const again = deploy({ attempt: 2, startedAt: clock.now() });
    const before = buildWorkflowJob({
      id: 1,
      startedAt: clock.now() - 7_200_000,
      steps: [{ name: 'Build', seconds: 30 }],
    });
    const after = buildWorkflowJob({ startedAt: clock.now(), steps: [{ name: 'S3 sync', seconds: 8 }] });
    again.setJobs(before, after);
    const text = readAt(clock.now(), await dispatcher.command('status'));
    expect(text.split('\n').slice(3, 5)).toMatchInlineSnapshot(`
      [
        "🟢 success • just now • 8s • [run](https://github.com/acme/web/actions/runs/7002)",
        "🟠 nothing was deployed • just now • 1s • [run](https://github.com/acme/web/actions/runs/7001)",
      ]
    `);
    repository.fail('listJobs', { status: 503 });
    expect(await dispatcher.command('status', { count: 1 })).toContain('🟢 success');
  });

  it('says what to do when a workflow has not run, or is not there', async () => {
    const dispatcher = testDispatcher();
    dispatcher.repository.workflows.delete('diagnose-dispatch.yml');
    expect(await dispatcher.command('status', { count: 1 })).toMatchInlineSnapshot(`
      "📊 Status (last 1)

      Client Deploy:
      It has not run yet. \`/deploy-client\` starts it.

      Diagnose on Demand:
      The repository has no workflow \`diagnose-dispatch.yml\`. Add it, or set \`DIAGNOSE_WORKFLOW\` to its file name."
    `);
  });

  it.each([
    ['queued', null, '🟡 queued'],
    ['waiting', null, '🟡 waiting'],
    ['completed', 'cancelled', '⚪ cancelled'],
    ['completed', 'timed_out', '🔴 timed out'],
    ['completed', 'action_required', '🟠 action required'],
    ['completed', 'constructor', '⚪ constructor'],
  ])('a run that is %s, %s reads %s', async (status, conclusion, text) => {
    const dispatcher = testDispatcher();
    dispatcher.repository.addWorkflowRun('client-deploy.yml', { status, conclusion });
    expect(readAt(dispatcher.clock.now(), await dispatcher.command('status'))).toContain(`${text} • just now • `);
  });

  it('waits for GitHub as other commands do', async () => {
    const dispatcher = testDispatcher();
    dispatcher.repository.fail('listWorkflowRuns', { status: 503 });
    const request = dispatcher.requested('status');
    await expect(dispatcher.take(request)).rejects.toThrow(RetryLater);
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toContain('GitHub does not answer right now');
    await dispatcher.take(request, 1);
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toContain('Client Deploy:');
  });

  it('shows one follow as its message stands, without the buttons', async () => {
    const { dispatcher, trackingId, sees } = await followed('diagnose');
    await sees({ run: runSeen() });
    const text = readAt(dispatcher.clock.now(), await dispatcher.command('status', { run_id: trackingId }));
    expect(text).toMatchInlineSnapshot(`
      "📊 Status of \`diagnose-1rt2p8hhcv\` • changed just now
      ⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`diagnose-1rt2p8hhcv\` • correlation id \`d4746a06\` • requested by Ada
      -# correlation id \`d4746a06-cdd5-8bd0-b4b0-f2b114bb1395\`"
    `);
  });

  it('shows one run with its tasks and approvers, and has it compared with GitHub', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan);
    const text = readAt(dispatcher.clock.now(), await dispatcher.command('status', { run_id: plan }));
    expect(briefly(text.replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      "📊 Status of \`plan-1\`: 🟡 in progress • 0/3 • changed just now
      🚧 Plan plan-1 • in progress • 0/3
      started #1
      started #2
      started #3
      approved by Ada • requested by Ada"
    `);
    expect(dispatcher.queues.sent.at(-1)).toMatchObject({
      queue: 'poll',
      body: { type: 'plan.reconcile', planId: plan },
    });
  });

  it('quotes what was typed, whatever it was', async () => {
    const text = await testDispatcher().command('status', { run_id: 'x` [free](https://evil.example)' });
    expect(text).toContain("`x' [free](https://evil.example)`");
  });

  it('refuses a run that does not exist', async () => {
    expect(await testDispatcher().command('status', { run_id: 'plan-x' })).toContain('reason_code: run_not_found');
  });

  it('says where the id of a deploy or a check stands, for it is in no list', async () => {
    expect(await testDispatcher().command('status', { run_id: 'deploy-x' })).toMatchInlineSnapshot(`
      "🔴 Nothing is known of \`deploy-x\`. Copy the id from the last line of its message, or open the run on GitHub if that is long ago.
      -# reason_code: run_not_found"
    `);
  });

  it('sends what a run had promised and nobody has sent', async () => {
    const dispatcher = testDispatcher();
    dispatcher.queues.failNext(1);
    await expect(dispatcher.planned()).rejects.toThrow();
    const [open] = await dispatcher.store.listPlans('open', 1);
    const plan = await dispatcher.plan(open?.id ?? '');
    expect(dispatcher.queues.sent).toEqual([]);
    await dispatcher.command('status', { run_id: plan.id });
    expect(shown(dispatcher.queues.sent, `reply:${plan.reply.interactionId}`)).toContain('[ Approve ]');
  });
});
