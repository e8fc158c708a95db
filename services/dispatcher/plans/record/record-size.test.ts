/** A plan's record stays small, whatever its issues carry and however often its buttons are pressed. */

import { buildIssue } from '@valine/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDispatcher } from '../../test-dispatcher.ts';

/** DynamoDB takes 400 KB, and bills by the kilobyte. */
const MOST_BYTES = 100_000;

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
