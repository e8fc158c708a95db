/** What an event of an issue costs, and whom it reaches, whatever else is open. */
import type { DispatchMessage } from '@valine/contracts';
import { plannedIssue } from '@valine/records';
import { buildIssue, buildPlan } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { type TestDispatcher, testDispatcher } from '../../test-dispatcher.ts';

/** Plans of other issues, newer than any that is proposed. */
async function withOpenPlans(count: number): Promise<TestDispatcher> {
  const dispatcher = testDispatcher({}, [buildIssue(1)]);
  for (let index = 0; index < count; index += 1) {
    const task = { number: 1000 + index, title: 'x', url: 'https://x.test', state: 'pending' } as const;
    const plan = buildPlan({ id: `plan-${index}`, requestedAt: dispatcher.clock.now() + 1000 + index, tasks: [task] });
    await dispatcher.store.create(plannedIssue(plan, task.number));
    await dispatcher.store.create(plan);
  }
  return dispatcher;
}

async function costOf({ store, queues }: TestDispatcher, act: () => Promise<unknown>) {
  const before = { reads: store.reads, writes: store.writes, sends: queues.calls };
  await act();
  return [store.reads - before.reads, store.writes - before.writes, queues.calls - before.sends].join();
}

describe('with 1, 100 and 1,000 open plans', () => {
  const costs: string[][] = [];

  it.each([1, 100, 1000])('an event finds its plan among %i, and costs the same', async (count) => {
    const dispatcher = await withOpenPlans(count);
    const { take, closed } = dispatcher;
    const proposing = await costOf(dispatcher, () => take(dispatcher.requested('plan')));
    const nobodys = await costOf(dispatcher, () => take(closed(7), 1));
    const planned = await costOf(dispatcher, () => take(closed(1)));
    expect(nobodys).toBe('1,0,0');
    costs.push([proposing, nobodys, planned]);
    const [plan] = await dispatcher.store.listPlanned(1, 'open');
    expect((await dispatcher.plan(plan?.planId ?? '')).tasks[0]?.state).toBe('merged');
    expect(costs.at(-1)).toEqual(costs[0]);
  });
});

describe('what finds the plan of an issue', () => {
  it('is there before the plan: a try that dies in between leaves no plan that hears of nothing', async () => {
    const dispatcher = testDispatcher();
    const { create } = dispatcher.store;
    const written: string[] = [];
    dispatcher.store.create = (record) => {
      written.push(record.kind);
      return create(record);
    };
    await dispatcher.command('plan');
    expect(written.slice(0, 5)).toEqual(['recent', 'planned', 'planned', 'planned', 'plan']);
  });

  it('is listed no more once the plan has ended, and its events cost a query each', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await dispatcher.press('discard', plan);
    const told = dispatcher.queues.sent.map(({ body }) => body as DispatchMessage);
    const ended = told.filter(({ type }) => type === 'plan.ended');
    expect(ended).toMatchObject([{ planId: plan }]);
    for (let time = 0; time < 2; time += 1) for (const each of ended) await dispatcher.take(each);
    expect(await dispatcher.store.listPlanned(1, 'open')).toEqual([]);
    expect(await costOf(dispatcher, () => dispatcher.take(dispatcher.closed(1), 1))).toBe('1,0,0');
  });

  it('of a plan that has ended a moment ago keeps nobody from planning the issue again', async () => {
    const dispatcher = testDispatcher();
    await dispatcher.press('discard', await dispatcher.planned());
    expect(await dispatcher.command('plan')).toContain('3 issues');
  });
});
