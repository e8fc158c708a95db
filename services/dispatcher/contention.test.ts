/** Many events of one run at the same moment: they get into each other's way, and none is lost or counted a failure. */
import { DispatchMessage } from '@valine/contracts';
import { createWorker, type QueueRecord } from '@valine/lambda-kit';
import { buildIssue } from '@valine/testing';
import { expect, it } from 'vitest';
import { testDispatcher } from './test-dispatcher.ts';

const TASKS = 20;

it('twenty issues of a plan that close at once all reach it, without a wait, an error or a spent receive', async () => {
  const numbers = Array.from({ length: TASKS }, (_, index) => index + 1);
  const issues = numbers.map((number) => buildIssue(number));
  const dispatcher = testDispatcher({}, issues);
  const planId = await dispatcher.planned();
  dispatcher.queues.sent.length = 0;
  const worker = createWorker({
    ...dispatcher,
    queue: 'dispatch',
    schema: DispatchMessage,
    handle: ({ message, context }) => dispatcher.take(message, context.waits),
    concurrency: TASKS,
  });

  let waiting: QueueRecord[] = numbers.map((number) => recordOf(dispatcher.closed(number), number));
  let most = 0;
  for (let rounds = 0; waiting.length > 0 && rounds < 10; rounds += 1) {
    expect(await worker(waiting, dispatcher.clock.now() + 30_000)).toEqual([]);
    const putBack = dispatcher.queues.sent.splice(0).filter(({ queue, waiting }) => queue === 'dispatch' && waiting);
    most = Math.max(most, putBack.length);
    waiting = putBack.map(({ body, waiting }, index) => ({ ...recordOf(body, index), waits: waiting?.waits ?? 0 }));
    dispatcher.clock.advance(8000);
  }

  expect(most).toBe(0);
  expect((await dispatcher.plan(planId)).tasks.map(({ state }) => state)).toEqual(numbers.map(() => 'merged'));
  expect(dispatcher.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

function recordOf(body: unknown, index: number): QueueRecord {
  const messageId = `m${index}`;
  const text = JSON.stringify(body);
  const firstSentAt = Date.UTC(2026, 2, 2, 9);
  return { messageId, receiptHandle: messageId, body: text, receiveCount: 1, waits: 0, firstSentAt };
}
