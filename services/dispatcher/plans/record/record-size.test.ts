/** A plan's record stays small, whatever its issues carry and however often its buttons are pressed. */

import { buildIssue } from '@valine/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDispatcher } from '../../test-dispatcher.ts';

/** DynamoDB takes 400 KB, and bills by the kilobyte; one call of SQS takes 256 KB. */
const MOST_BYTES = 100_000;
const MOST_BYTES_OF_100 = 300_000;
const MOST_BYTES_OF_MESSAGE = 60_000;

/** As long as GitHub lets them be, of signs that take the most bytes. */
function heaviestIssues() {
  const text = (units: number) => '🐎'.repeat(units / 2);
  return Array.from({ length: 300 }, (_, index) =>
    buildIssue(index + 1, {
      title: text(256),
      labels: ['ready', `estimate:${text(40)}`, 'P1'],
      assignees: ['m'.repeat(39)],
      url: `https://github.com/${'o'.repeat(39)}/${'r'.repeat(100)}/issues/${index + 1}`,
    }),
  );
}

const bytesOf = (record: unknown) => Buffer.byteLength(JSON.stringify(record));

describe('the record of a plan', () => {
  it('stays under 100 KB through a thousand presses and deliveries', async () => {
    const dispatcher = testDispatcher({ approvalsRequired: 2 }, heaviestIssues());
    const plan = await dispatcher.planned();
    for (let time = 0; time < 300; time += 1) {
      await dispatcher.press(time % 2 === 0 ? 'approve' : 'keep-going', plan);
      await dispatcher.command('ship', { run_id: plan });
      await dispatcher.take(
        dispatcher.issueChanged((time % 25) + 1, { action: time % 3 === 0 ? 'reopened' : 'closed' }),
      );
      expect(bytesOf(await dispatcher.plan(plan))).toBeLessThan(MOST_BYTES);
    }
  });

  it('of a hundred tasks stays under 300 KB from the proposal to the end, and what it sends within what SQS takes', async () => {
    const dispatcher = testDispatcher({ opensPullRequests: true }, heaviestIssues());
    const plan = await dispatcher.planned({ limit: 100 });
    let largest = 0;
    const { replace } = dispatcher.store;
    dispatcher.store.replace = (previous, next) => {
      if (next.kind === 'plan') largest = Math.max(largest, bytesOf(next));
      return replace(previous, next);
    };
    dispatcher.queues.failNext(1);
    await dispatcher.take(dispatcher.pressed('approve', plan)).catch(() => undefined);
    for (let number = 1; number <= 100; number += 1) {
      const closed = dispatcher.closed(number);
      dispatcher.queues.failNext(1);
      await dispatcher.take(closed).catch(() => dispatcher.take(closed));
    }
    dispatcher.queues.failNext(0);
    await dispatcher.command('ship', { run_id: plan });
    expect((await dispatcher.plan(plan)).tasks.filter(({ state }) => state === 'merged')).toHaveLength(100);
    console.log(`a plan of 100 tasks: ${largest} bytes at most`);
    expect(largest).toBeLessThan(MOST_BYTES_OF_100);
    expect(Math.max(...dispatcher.queues.sent.map(({ body }) => bytesOf(body)))).toBeLessThan(MOST_BYTES_OF_MESSAGE);
  });

  it('stays under 100 KB while no queue takes what it has to say', async () => {
    const dispatcher = testDispatcher({}, heaviestIssues());
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan);
    const acts = fc.array(fc.nat(24), { minLength: 100, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(acts, async (numbers) => {
        for (const number of numbers) {
          dispatcher.queues.failNext(1);
          await dispatcher.take(dispatcher.pressed('keep-going', plan)).catch(() => undefined);
          dispatcher.queues.failNext(1);
          await dispatcher.take(dispatcher.closed(number + 1)).catch(() => undefined);
        }
        expect(bytesOf(await dispatcher.plan(plan))).toBeLessThan(MOST_BYTES);
      }),
      { numRuns: 5 },
    );
  });
});
