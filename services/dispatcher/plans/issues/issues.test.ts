import type { IssueChanged } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import { plannedIssue } from '@valine/records';
import { briefly, buildPlan } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { type TestDispatcher, testDispatcher } from '../../test-dispatcher.ts';

async function started() {
  const dispatcher = testDispatcher();
  const plan = await dispatcher.planned();
  await dispatcher.press('approve', plan);
  const states = async () => (await dispatcher.plan(plan)).tasks.map((task) => task.state);
  return { dispatcher, plan, states, takeLater: takeLater(dispatcher) };
}

/** Takes an event so long after others that it is told by itself. */
function takeLater({ clock, take }: TestDispatcher) {
  return async (event: IssueChanged) => {
    clock.advance(3000);
    await take(event);
  };
}

describe('a task follows its issue', () => {
  it('closed means merged; closed as not planned means skipped', async () => {
    const { dispatcher, states } = await started();
    await dispatcher.take(dispatcher.closed(1));
    await dispatcher.take(dispatcher.closed(2, 'not_planned'));
    expect(await states()).toEqual(['merged', 'skipped', 'started']);
  });

  it('with a pull request it needs its label no longer, even where no task is to begin any more', async () => {
    const { dispatcher, plan, states } = await started();
    const before = await dispatcher.plan(plan);
    const pullRequest = { number: 101, url: 'https://github.com/acme/web/pull/101' };
    const tasks = before.tasks.map((task) => (task.number === 1 ? { ...task, pullRequest } : task));
    await dispatcher.store.replace(before, { ...before, version: before.version + 1, tasks });
    for (const number of [1, 2])
      await dispatcher.take(dispatcher.issueChanged(number, { action: 'edited', labels: [] }));
    expect(await states()).toEqual(['started', 'skipped', 'started']);
  });

  it('however many plans are proposed after its own', async () => {
    const { dispatcher, states } = await started();
    for (let index = 0; index < 120; index += 1)
      await dispatcher.store.create(
        buildPlan({ id: `plan-${index}`, requestedAt: dispatcher.clock.now() + index, tasks: [] }),
      );
    await dispatcher.take(dispatcher.closed(1));
    expect(await states()).toEqual(['merged', 'started', 'started']);
  });

  it('label removed, issue deleted or moved means skipped', async () => {
    const { dispatcher, states } = await started();
    await dispatcher.take(dispatcher.issueChanged(1, { action: 'unlabeled', labels: ['bug'] }));
    await dispatcher.take(dispatcher.issueChanged(2, { action: 'deleted' }));
    await dispatcher.take(dispatcher.issueChanged(3, { action: 'transferred' }));
    expect(await states()).toEqual(['skipped', 'skipped', 'skipped']);
  });

  it('a label that was just removed is gone, though the list of labels may still show it', async () => {
    const { dispatcher, states } = await started();
    await dispatcher.take({
      ...dispatcher.issueChanged(1, { action: 'unlabeled', labels: ['ready'] }),
      label: 'ready',
    });
    expect(await states()).toEqual(['skipped', 'started', 'started']);
  });

  it('a delivery from before the plan, that comes again, is no news', async () => {
    const { dispatcher, states } = await started();
    const closed = dispatcher.closed(1);
    const [task] = (await dispatcher.plan((await dispatcher.store.listPlans('open', 1))[0]?.id ?? '')).tasks;
    await dispatcher.take({ ...closed, issue: { ...closed.issue, updatedAt: (task?.asOf ?? 0) - 1000 } });
    expect(await states()).toEqual(['started', 'started', 'started']);
    await dispatcher.take({ ...dispatcher.closed(1), issue: { ...closed.issue, updatedAt: task?.asOf } });
    expect(await states()).toEqual(['merged', 'started', 'started']);
  });

  it('a delivery older than what is known is no news, whoever told: an event that changes nothing, or a comparison', async () => {
    const { dispatcher, plan, states } = await started();
    const at = (hour: number) => Date.UTC(2026, 1, 2, hour);
    const known = async () => (await dispatcher.plan(plan)).tasks.map(({ asOf }) => asOf);
    const dated = <Event extends IssueChanged>(event: Event, hour: number): Event => ({
      ...event,
      issue: { ...event.issue, updatedAt: at(hour) },
    });
    await dispatcher.take(dated(dispatcher.issueChanged(1, { action: 'reopened' }), 2));
    const issue = { number: 2, state: 'open' as const, stateReason: null, labels: ['ready'], updatedAt: at(2) };
    const observed = { planId: plan, issues: [issue], observedAt: at(3) };
    await dispatcher.take({ type: 'plan.observed', id: 'observed-1', ...observed });
    expect((await known()).slice(0, 2)).toEqual([at(2), at(2)]);
    const sent = dispatcher.queues.sent.length;
    await dispatcher.take(dated(dispatcher.closed(1, 'not_planned'), 1));
    await dispatcher.take(dated(dispatcher.closed(2, 'not_planned'), 1));
    expect(await states()).toEqual(['started', 'started', 'started']);
    expect(dispatcher.queues.sent).toHaveLength(sent);
  });

  it('an ended task stays ended when its issue is opened again, and is shown as reopened until it is closed again', async () => {
    const { dispatcher, plan, states, takeLater } = await started();
    for (const number of [1, 2, 3]) await takeLater(dispatcher.closed(number));
    await takeLater(dispatcher.issueChanged(1, { action: 'reopened' }));
    expect(await states()).toEqual(['merged', 'merged', 'merged']);
    expect(briefly(dispatcher.threadLines().at(-1))).toMatchInlineSnapshot(`
      "reopened #1 • closed • reopened since
      -# grace on GitHub • 2/3"
    `);
    await takeLater(dispatcher.closed(1));
    expect(dispatcher.threadLines().at(-1)).toContain('3/3\nAll tasks are done.');
    expect((await dispatcher.plan(plan)).tasks[0]).not.toHaveProperty('reopened');
  });

  it('a proposal of which nothing is left says so, and is not called done', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await takeLater(dispatcher)(dispatcher.closed(1));
    await takeLater(dispatcher)(dispatcher.closed(2, 'not_planned'));
    await takeLater(dispatcher)(dispatcher.issueChanged(3, { action: 'unlabeled', labels: ['bug'] }));
    expect(briefly(dispatcher.threadLines().at(-1)?.replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      "skipped #3 • label “ready” removed
      -# grace on GitHub • 1/3 • 2 fell away
      Nothing is left to approve: discard \`plan-1\`, or propose another with \`/plan\`."
    `);
    expect(
      briefly((await dispatcher.command('status', { run_id: plan })).replaceAll(plan, 'plan-1')),
    ).toMatchInlineSnapshot(`
      "📊 Status of \`plan-1\`: ⚪ nothing left to approve • 1/3 • 2 fell away • changed <t:1772442009:R>
      Plan plan-1
      merged #1 • closed
      skipped #2 • not planned
      skipped #3 • label “ready” removed

      Each issue was closed, or is not meant any more, before the plan was approved. Discard it; \`/plan\` proposes another.
      0 of 1 approvals • requested by Ada"
    `);
    expect((await dispatcher.command('approve', { run_id: plan })).replaceAll(plan, 'plan-1')).toMatchInlineSnapshot(`
      "🔴 Nothing is left of \`plan-1\` to approve: each of its issues was closed, or is not meant any more. Discard it, and propose another with \`/plan\`.
      -# reason_code: nothing_left"
    `);
  });

  it('other labels and other issues change nothing and send nothing', async () => {
    const { dispatcher, states } = await started();
    const sent = dispatcher.queues.sent.length;
    await dispatcher.take(dispatcher.issueChanged(1, { action: 'labeled', labels: ['Ready', 'P1'] }));
    await dispatcher.take(dispatcher.closed(99), 1);
    expect(await states()).toEqual(['started', 'started', 'started']);
    expect(dispatcher.queues.sent).toHaveLength(sent);
  });

  it('an issue of another repository is another issue', async () => {
    const { dispatcher, states } = await started();
    await dispatcher.take({ ...dispatcher.closed(1), repository: 'acme/api' }, 1);
    expect(await states()).toEqual(['started', 'started', 'started']);
  });

  describe('a plan of before our repository was renamed', () => {
    const renamed = async () => {
      const { dispatcher, plan: id, states } = await started();
      const plan = await dispatcher.plan(id);
      const { store } = dispatcher;
      const before = { repository: 'acme/shop' };
      await store.replace(plan, { ...plan, version: plan.version + 1, ...before });
      for (const each of [1, 2, 3].map((number) => plannedIssue(plan, number)))
        await store.replace(each, { ...each, version: 2, ...before });
      dispatcher.repository.calls.length = 0;
      return { dispatcher, states };
    };

    it('goes on, once GitHub has said that the name is one of ours', async () => {
      const { dispatcher, states } = await renamed();
      dispatcher.repository.model.formerNames = ['acme/shop'];
      for (const number of [1, 2]) await dispatcher.take(dispatcher.closed(number));
      expect(await states()).toEqual(['merged', 'merged', 'started']);
      expect(dispatcher.repository.calls).toEqual(['repositoryId', 'repositoryId']);
    });

    it('waits while GitHub is away', async () => {
      const { dispatcher } = await renamed();
      dispatcher.repository.fail('repositoryId', { status: 502 });
      await expect(dispatcher.take(dispatcher.closed(1))).rejects.toMatchObject({
        name: 'RetryLater',
        afterSeconds: 60,
      });
    });

    it.each([undefined, 403])('is of another repository where GitHub does not lead to ours (%s)', async (status) => {
      const { dispatcher, states } = await renamed();
      if (status !== undefined) dispatcher.repository.fail('repositoryId', { status });
      await dispatcher.take(dispatcher.closed(1), 1);
      expect(await states()).toEqual(['started', 'started', 'started']);
    });
  });

  it('an event that no run follows yet is looked at twice, for the list of open runs lags behind', async () => {
    const dispatcher = testDispatcher();
    const event = dispatcher.closed(1);
    await expect(dispatcher.take(event)).rejects.toThrow(RetryLater);
    const plan = await dispatcher.planned();
    await dispatcher.take(event, 1);
    expect((await dispatcher.plan(plan)).tasks[0]?.state).toBe('merged');
    await dispatcher.take(dispatcher.issueChanged(99, { action: 'edited' }));
  });

  it('the same delivery five times is one step and one word in the thread', async () => {
    const { dispatcher } = await started();
    const delivery = dispatcher.closed(1);
    const before = dispatcher.queues.sent.length;
    for (let time = 0; time < 5; time += 1) await dispatcher.take(delivery);
    expect(dispatcher.queues.sent.slice(before)).toHaveLength(2);
  });

  it('says in the thread what moved, and when all is done', async () => {
    const { dispatcher, plan, takeLater } = await started();
    for (const number of [1, 2, 3]) await takeLater(dispatcher.closed(number));
    const line = dispatcher.threadLines().at(-1);
    expect(briefly(line?.replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      "merged #3 • closed
      -# grace on GitHub • 3/3
      All tasks are done. \`/ship run_id:plan-1\` finishes the run."
    `);
  });

  it('a comparison with GitHub moves tasks as webhooks do', async () => {
    const { dispatcher, plan, states } = await started();
    const issues = [{ number: 2, state: 'closed' as const, stateReason: 'completed', labels: [] }];
    await dispatcher.take({ type: 'plan.observed', id: 'check-1', planId: plan, issues, observedAt: 1 });
    expect(await states()).toEqual(['started', 'merged', 'started']);
  });
});
