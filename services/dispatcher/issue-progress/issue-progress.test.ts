import { RetryLater } from '@valine/lambda-kit';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../test-desk.ts';

async function started() {
  const desk = openDesk();
  const plan = await desk.planned();
  await desk.press('approve', plan);
  const states = async () => (await desk.run(plan)).tasks.map((task) => task.state);
  return { desk, plan, states };
}

describe('a task follows its issue', () => {
  it('closed means merged; closed as not planned means skipped', async () => {
    const { desk, states } = await started();
    await desk.take(desk.closed(1));
    await desk.take(desk.closed(2, 'not_planned'));
    expect(await states()).toEqual(['merged', 'skipped', 'started']);
  });

  it('label removed, issue deleted or moved means skipped', async () => {
    const { desk, states } = await started();
    await desk.take(desk.issueChanged(1, { action: 'unlabeled', labels: ['bug'] }));
    await desk.take(desk.issueChanged(2, { action: 'deleted' }));
    await desk.take(desk.issueChanged(3, { action: 'transferred' }));
    expect(await states()).toEqual(['skipped', 'skipped', 'skipped']);
  });

  it('a label that was just removed is gone, though the list of labels may still show it', async () => {
    const { desk, states } = await started();
    await desk.take({ ...desk.issueChanged(1, { action: 'unlabeled', labels: ['ready'] }), label: 'ready' });
    expect(await states()).toEqual(['skipped', 'started', 'started']);
  });

  it('a delivery from before the plan, that comes again, is no news', async () => {
    const { desk, states } = await started();
    const closed = desk.closed(1);
    const [task] = (await desk.run((await desk.store.listRuns('open', 1))[0]?.id ?? '')).tasks;
    await desk.take({ ...closed, issue: { ...closed.issue, updatedAt: (task?.asOf ?? 0) - 1000 } });
    expect(await states()).toEqual(['started', 'started', 'started']);
    await desk.take({ ...desk.closed(1), issue: { ...closed.issue, updatedAt: task?.asOf } });
    expect(await states()).toEqual(['merged', 'started', 'started']);
  });

  it('an ended task stays ended when its issue is opened again', async () => {
    const { desk, states } = await started();
    await desk.take(desk.closed(1));
    await desk.take(desk.issueChanged(1, { action: 'reopened' }));
    expect(await states()).toEqual(['merged', 'started', 'started']);
  });

  it('other labels and other issues change nothing and send nothing', async () => {
    const { desk, states } = await started();
    const sent = desk.queues.sent.length;
    await desk.take(desk.issueChanged(1, { action: 'labeled', labels: ['Ready', 'P1'] }));
    await desk.take(desk.closed(99), 1);
    expect(await states()).toEqual(['started', 'started', 'started']);
    expect(desk.queues.sent).toHaveLength(sent);
  });

  it('an issue of another repository is another issue', async () => {
    const { desk, states } = await started();
    await desk.take({ ...desk.closed(1), repository: 'acme/api' }, 1);
    expect(await states()).toEqual(['started', 'started', 'started']);
  });

  it('an event that no run follows yet is looked at twice, for the list of open runs lags behind', async () => {
    const desk = openDesk();
    const event = desk.closed(1);
    await expect(desk.take(event)).rejects.toThrow(RetryLater);
    const plan = await desk.planned();
    await desk.take(event, 1);
    expect((await desk.run(plan)).tasks[0]?.state).toBe('merged');
    await desk.take(desk.issueChanged(99, { action: 'edited' }));
  });

  it('the same delivery five times is one step and one word in the thread', async () => {
    const { desk } = await started();
    const delivery = desk.closed(1);
    const before = desk.queues.sent.length;
    for (let time = 0; time < 5; time += 1) await desk.take(delivery);
    expect(desk.queues.sent.slice(before)).toHaveLength(2);
  });

  it('says in the thread what moved, and when all is done', async () => {
    const { desk, plan } = await started();
    for (const number of [1, 2, 3]) await desk.take(desk.closed(number));
    const line = desk.threadLines().at(-1);
    expect(line?.replaceAll(plan, 'plan-1')).toMatchInlineSnapshot(`
      "✅ [#3](https://github.com/acme/web/issues/3) Issue 3 • unassigned • closed
      -# grace on GitHub • 3/3
      All tasks are done. \`/ship run_id:plan-1\` finishes the run."
    `);
  });

  it('a comparison with GitHub moves tasks as webhooks do', async () => {
    const { desk, plan, states } = await started();
    const issues = [{ number: 2, state: 'closed' as const, stateReason: 'completed', labels: [] }];
    await desk.take({ type: 'run.observed', id: 'check-1', runId: plan, issues, observedAt: 1 });
    expect(await states()).toEqual(['started', 'merged', 'started']);
  });
});
