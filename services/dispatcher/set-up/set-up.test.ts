/** The hourly checks: told once when one turns bad, and once when it is good again. */
import type { SetUpDue, SetUpFinding, SetUpObserved } from '@valine/contracts';
import { SET_UP_IDS } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { testDispatcher, textOf } from '../test-dispatcher.ts';
import { turnedMessage } from './messages.ts';

const OFF: SetUpFinding = {
  check: 'github.webhook',
  is: 'bad',
  says: 'The webhook is switched off.',
  mend: 'Switch it on (Active).',
};
const ON: SetUpFinding = { check: 'github.webhook', is: 'good' };
const GONE: SetUpFinding = { check: 'github.ref', is: 'bad', says: 'There is no such branch.', mend: 'Name another.' };

function slotOf(hour: number): string {
  return new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
}

/** Looks come an hour after one another; each is a list of findings. */
async function looks(seen: readonly (readonly SetUpFinding[])[], channelId: string | null = '900') {
  const dispatcher = testDispatcher(channelId === null ? {} : { channelId });
  for (const [hour, findings] of seen.entries()) await dispatcher.take(observed(hour, findings));
  return { ...dispatcher, told: () => dispatcher.queues.sent.map(({ body }) => Object(body)) };
}

function observed(hour: number, findings: readonly SetUpFinding[]): SetUpObserved {
  return { type: 'set-up.observed', id: `look-${hour}`, slot: slotOf(hour), ticket: '', findings: [...findings] };
}

describe('what is due', () => {
  const dueAt = (dispatcher: ReturnType<typeof testDispatcher>, ms: number): SetUpDue => ({
    ...{ type: 'set-up.due', id: 'due' },
    slot: new Date(dispatcher.clock.now() + ms).toISOString(),
  });

  it.each([0, -3_600_000, 60_000])('about now (%i ms) is asked of the verifier, whose answer is taken', async (ms) => {
    const dispatcher = testDispatcher();
    const due = dueAt(dispatcher, ms);
    await dispatcher.takeRaw(due);
    const { queue, body } = dispatcher.queues.sent[0] ?? {};
    expect([queue, body]).toMatchObject(['verify', { type: 'set-up.check', slot: due.slot }]);
    const { ticket } = Object(body);
    await dispatcher.takeRaw({ type: 'set-up.observed', id: 'seen', slot: due.slot, ticket, findings: [OFF] });
    expect(await dispatcher.store.find('set-up', SET_UP_IDS.github)).toMatchObject({ slotAt: Date.parse(due.slot) });
  });

  it('is asked of the notifier too, apart from what people wait for, and the ticket of one is none of the other', async () => {
    const dispatcher = testDispatcher();
    const due = dueAt(dispatcher, 0);
    await dispatcher.takeRaw(due);
    const [verify, notify] = dispatcher.queues.sent;
    expect(notify).toMatchObject({
      queue: 'notify',
      group: 'set-up-check',
      body: { type: 'set-up.check', slot: due.slot },
    });
    const answer = (area: 'github' | 'discord', sent: typeof verify) =>
      dispatcher.takeRaw({
        ...{ type: 'set-up.observed', id: `seen ${area}`, area, slot: due.slot, findings: [] },
        ticket: Object(sent?.body).ticket,
      });
    await expect(answer('github', notify)).rejects.toThrow();
    await expect(answer('discord', verify)).rejects.toThrow();
    await answer('discord', notify);
    expect(await dispatcher.store.find('set-up', SET_UP_IDS.github)).toBeUndefined();
    expect(await dispatcher.store.find('set-up', SET_UP_IDS.discord)).toMatchObject({ slotAt: Date.parse(due.slot) });
  });

  it('is asked again of the one that has not answered, where the other was asked and has', async () => {
    const dispatcher = testDispatcher();
    const due = dueAt(dispatcher, 0);
    await dispatcher.take({ ...observed(0, []), area: 'github', slot: due.slot });
    await dispatcher.takeRaw(due);
    expect(dispatcher.queues.sent.map(({ queue }) => queue)).toEqual(['notify']);
  });

  it('at a time that there is not is not', async () => {
    const dispatcher = testDispatcher();
    await dispatcher.takeRaw({ type: 'set-up.due', id: 'due', slot: '2026-13-45T99:99:99Z' });
    expect(dispatcher.queues.sent).toEqual([]);
  });

  it('so soon after the last look is not, however often somebody asks', async () => {
    const dispatcher = testDispatcher();
    for (const area of ['github', 'discord'] as const)
      await dispatcher.take({ ...observed(0, [OFF]), id: area, area, slot: dueAt(dispatcher, 0).slot });
    await dispatcher.takeRaw(dueAt(dispatcher, 60_000));
    dispatcher.clock.advance(49 * 60_000);
    await dispatcher.takeRaw(dueAt(dispatcher, 0));
    expect(dispatcher.queues.sent).toEqual([]);
    dispatcher.clock.advance(60_000);
    await dispatcher.takeRaw(dueAt(dispatcher, 0));
    expect(dispatcher.queues.sent.map(({ queue }) => queue)).toEqual(['verify', 'notify']);
  });

  it.each([-3_600_001, 60_001, 9e11])(
    'at another time (%i ms) is not: nobody else is to say when it is',
    async (ms) => {
      const dispatcher = testDispatcher();
      await dispatcher.takeRaw(dueAt(dispatcher, ms));
      expect(dispatcher.queues.sent).toEqual([]);
    },
  );
});

describe('the team is told', () => {
  it.each<[string, SetUpFinding[][], number]>([
    ['nothing while all is well', [[ON], [ON]], 0],
    ['nothing of what is bad at one look', [[ON], [OFF], [ON]], 0],
    ['once of what is bad at two looks in a row', [[OFF], [OFF]], 1],
    ['no second time while it stays so', [[OFF], [OFF], [OFF], [OFF]], 1],
    ['nothing of what flaps', [[OFF], [ON], [OFF], [ON], [OFF], [ON]], 0],
    ['nothing of what flaps once it was bad', [[OFF], [OFF], [ON], [OFF], [ON], [OFF]], 1],
    ['once when it is good at two looks in a row', [[OFF], [OFF], [ON], [ON], [ON]], 2],
    ['as if nobody had looked where it was not seen', [[OFF], [], [OFF], [], [ON], [], [ON]], 2],
    [
      'in one message of all that turned at one look',
      [
        [OFF, GONE],
        [OFF, GONE],
      ],
      1,
    ],
  ])('%s', async (_, seen, messages) => {
    expect((await looks(seen)).told()).toHaveLength(messages);
  });

  it('in the channel, each check with what mends it', async () => {
    const { told } = await looks([
      [OFF, GONE],
      [OFF, GONE],
    ]);
    expect(told()).toMatchObject([
      { place: { in: 'channel', channelId: '900' }, message: turnedMessage([OFF, GONE]), revision: 1 },
    ]);
  });

  it('nothing by a copy of a look, nor by one that comes late', async () => {
    const { take, told, store } = await looks([[OFF], [OFF]]);
    const before = await store.find('set-up', SET_UP_IDS.github);
    for (const hour of [0, 1]) await take(observed(hour, [ON]));
    expect(await store.find('set-up', SET_UP_IDS.github)).toEqual(before);
    expect(told()).toHaveLength(1);
  });

  it('by the next message, where the function ended before it was sent', async () => {
    const { take, queues, told } = await looks([[OFF]]);
    queues.failNext(1);
    await expect(take(observed(1, [OFF]))).rejects.toThrow();
    await take(observed(1, [OFF]));
    expect(told()).toHaveLength(1);
  });

  it('in the log alone, where no channel is set', async () => {
    const { told, logger } = await looks([[OFF], [OFF]], null);
    expect(told()).toEqual([]);
    expect(logger.lines).toMatchObject([{ level: 'warn', message: 'checks of the set-up have turned' }]);
  });
});

it('the team reads what is wrong, what mends it, and what is well again', () => {
  expect(
    [[OFF, GONE, { check: 'github.clock', is: 'good' } as const], [ON]].map((turned) => textOf(turnedMessage(turned))),
  ).toMatchInlineSnapshot(`
    [
      "2 things are wrong with the set-up
    🔴 \`github.webhook\`: The webhook is switched off. → Switch it on (Active).
    🔴 \`github.ref\`: There is no such branch. → Name another.
    🟢 \`github.clock\` is well again.
    Told once, and again when it is well. All of it: valine doctor",
      "The set-up is well again in one point
    🟢 \`github.webhook\` is well again.",
    ]
  `);
});
