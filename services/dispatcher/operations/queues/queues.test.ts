/** What the sweep says of the queues. */
import { expect, it } from 'vitest';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';

const WELL = { queue: 'notify', visible: 0, deadLetters: 0 } as const;

async function told(...looks: readonly Partial<Record<'visible' | 'deadLetters', number>>[]): Promise<string[]> {
  const dispatcher = testDispatcher({ channelId: '900' });
  for (const seen of looks) {
    dispatcher.depths.splice(0, 1, { ...WELL, ...seen });
    await dispatcher.takeRaw({ type: 'sweep.due', id: 'due', slot: new Date(dispatcher.clock.now()).toISOString() });
    dispatcher.clock.advance(300_000);
  }
  return dispatcher.queues.sent.map(({ body }) => textOf(Object(body).message));
}

it('a dead letter is told, and that it was redriven', async () => {
  const dead = { deadLetters: 1 };
  expect(await told({}, dead, dead, { deadLetters: 3 }, {}, {})).toMatchInlineSnapshot(`
    [
      "🔴 1 message of the notify queue has failed for good
    See what it was with \`pnpm valine dlq\`, mend the cause, then \`pnpm valine redrive\`.
    Told once; this message changes when it is over. docs/operations.md, “Dead letters”
    [ Show /ops ]",
      "🔴 3 messages of the notify queue have failed for good
    See what it was with \`pnpm valine dlq\`, mend the cause, then \`pnpm valine redrive\`.
    Told once; this message changes when it is over. docs/operations.md, “Dead letters”
    [ Show /ops ]",
      "🟢 Over: 3 messages of the notify queue have failed for good
    It lasted 15 minutes.",
    ]
  `);
});

it('a queue that has much to hand out at two looks in a row is behind', async () => {
  expect(await told({ visible: 21 }, { visible: 400 }, {}, {})).toMatchInlineSnapshot(`
    [
      "🔴 Messages to Discord wait to be sent
    See whether GitHub or Discord is down; if not, the log of the function that works it off says why.
    Told once; this message changes when it is over. docs/operations.md, “Work that waits”
    [ Show /ops ]",
      "🟢 Over: Messages to Discord wait to be sent
    It lasted 10 minutes.",
    ]
  `);
});

it('a burst is none', async () => {
  expect(await told({ visible: 400 }, {}, { visible: 400 }, { visible: 20 })).toEqual([]);
});
