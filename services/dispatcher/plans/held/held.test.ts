/** Many issues that move at once are told together, none of them twice and none not at all. */
import type { DispatchMessage, Notification } from '@valine/contracts';
import { briefly } from '@valine/testing';
import { expect, it } from 'vitest';
import { testDispatcher } from '../../test-dispatcher.ts';
import { heldLines } from './held.ts';

async function closedAtOnce(numbers: readonly number[]) {
  const dispatcher = testDispatcher();
  const plan = await dispatcher.planned();
  await dispatcher.press('approve', plan);
  const from = dispatcher.queues.sent.length;
  for (const number of numbers) await dispatcher.take(dispatcher.closed(number));
  const sent = () => dispatcher.queues.sent.slice(from);
  return {
    dispatcher,
    plan,
    dues: () => sent().filter(({ body }) => (body as DispatchMessage).type === 'plan.due'),
    cards: () => sent().filter(({ body }) => (body as Notification).thread !== undefined),
  };
}

it('the first is told at once, the others by one card and one line, two seconds later', async () => {
  const { dispatcher, plan, dues, cards } = await closedAtOnce([1, 2, 3]);
  expect([cards().length, dues().length, dues()[0]?.delaySeconds]).toEqual([1, 1, 2]);
  for (const _ of ['once', 'twice']) await dispatcher.take(dues()[0]?.body as DispatchMessage);
  expect(cards()).toHaveLength(2);
  expect(cards().at(-1)?.body).toMatchObject({ message: { card: { title: expect.stringContaining('3/3') } } });
  expect(briefly(dispatcher.threadLines().slice(1).join('\n\n').replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
    "merged #1 • closed
    -# grace on GitHub • 1/3

    merged #2 • closed
    merged #3 • closed
    -# grace on GitHub • 3/3
    All tasks are done. \`/ship run_id:plan-1\` finishes the run."
  `);
});

it('what is held is told before what somebody does meanwhile', async () => {
  const { dispatcher, plan, dues } = await closedAtOnce([1, 2, 3]);
  await dispatcher.command('ship', { run_id: plan });
  const lines = dispatcher.threadLines();
  expect(lines.slice(-2)).toEqual([expect.stringContaining('#3'), expect.stringContaining('The plan has ended')]);
  await dispatcher.take(dues()[0]?.body as DispatchMessage);
  expect(dispatcher.threadLines()).toEqual(lines);
});

it('who is on lines in two parts of what is told together is called once', async () => {
  const dispatcher = testDispatcher();
  const plan = await dispatcher.plan(await dispatcher.planned());
  const [first] = plan.tasks;
  if (first === undefined) throw new Error('the plan has no task');
  const turn = { of: 'author', why: [{ is: 'draft' }], personId: '42' } as const;
  const tasks = Array.from({ length: 12 }, (_, index) => ({
    ...first,
    number: index + 1,
    turn: { ...turn, why: [...turn.why] },
  }));
  const news = [{ tasks: tasks.map(({ number }) => number), cause: 'x', called: ['42'] }];
  const after = { ...plan, tasks };
  const lines = heldLines({ ...after, held: { dueId: 'due', news } }, after) as Notification[];
  expect(lines.filter(({ place }) => place.in === 'thread').map(({ message }) => message.pings?.users)).toEqual([
    ['42'],
    undefined,
  ]);
});
