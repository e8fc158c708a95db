/** What rules tell of what happens on GitHub: each once, none unmatched. */
import type { GitHubHappened, Happening, Notification } from '@valine/contracts';
import { parseSettings } from '@valine/settings';
import { makeUnreadable, manualClock } from '@valine/testing';
import { expect, it } from 'vitest';
import { testDispatcher } from '../../test-dispatcher.ts';

const RED = { event: 'workflow_run', branch: 'main', mode: 'failures', channel: '900', mention: { role: '7' } };

function withRules(rules: Record<string, object>) {
  const { NOTIFICATION_RULES: notificationRules } = parseSettings({ NOTIFICATION_RULES: JSON.stringify(rules) }, [
    'NOTIFICATION_RULES',
  ]);
  const dispatcher = testDispatcher({ notificationRules });
  const told = () =>
    dispatcher.queues.sent
      .map(({ body }) => body as Notification)
      .map(({ message, place }) => [place, message.content]);
  return { ...dispatcher, told };
}

function ran(id: number, change: Partial<Happening> = {}, source = `d${id}`): GitHubHappened {
  return {
    ...{ type: 'github.happened', id: source, repository: 'acme/web', sender: 'ada', receivedAt: manualClock().now() },
    happening: {
      ...{ event: 'workflow_run', action: 'completed', branch: 'main', labels: [], conclusion: 'failure', name: 'CI' },
      ...{ url: `https://github.com/acme/web/actions/runs/${id}`, order: { id, attempt: 1 } },
      ...change,
    },
  };
}

it('a failure on main is told in the channel of its rule, with its mention', async () => {
  const { take, told, queues } = withRules({ red: RED });
  await take(ran(1));
  expect(told()).toMatchInlineSnapshot(`
    [
      [
        {
          "channelId": "900",
          "in": "channel",
        },
        "🔴 **CI** failed on \`main\` • [run](https://github.com/acme/web/actions/runs/1) • by ada • <@&7>",
      ],
    ]
  `);
  expect(queues.sent[0]?.body).toMatchObject({ message: { pings: { users: [], roles: ['7'] } } });
});

it('a person is told directly, and nobody else', async () => {
  const { channel: _, mention: __, ...rule } = RED;
  const { take, told, queues } = withRules({ mine: { ...rule, person: '7' } });
  await take(ran(1));
  expect(told().map(([place]) => place)).toEqual([{ in: 'direct', personId: '7', isOneOfMany: true }]);
  expect(queues.sent[0]?.body).toMatchObject({ conversation: 'direct:7' });
});

it('is told by the others where the record of one rule cannot be read, and by that one once it can', async () => {
  const { take, told, store } = withRules({ one: { ...RED, channel: '901' }, two: RED });
  const mend = makeUnreadable(store, 'rule', 'one');
  await expect(take(ran(1))).rejects.toThrow('of another version');
  mend();
  await take(ran(1));
  expect(told().map(([place]) => place)).toMatchObject([{ channelId: '900' }, { channelId: '901' }]);
});

it('copies add nothing', async () => {
  const { take, queues } = withRules({ red: RED });
  for (const happened of [ran(1), ran(1)]) await take(happened);
  expect(queues.sent).toHaveLength(1);
});

it('what no rule is about writes nothing', async () => {
  const { take, queues, store } = withRules({ red: RED });
  await take(ran(1, { branch: 'dev' }));
  await take(ran(2, { conclusion: 'success' }));
  expect([queues.sent, store.writes]).toEqual([[], 0]);
});

it('changes are told when the newest run is otherwise than before, in whatever order they come', async () => {
  const { take, told } = withRules({ red: { ...RED, mode: 'changes' } });
  for (const happened of [ran(1), ran(3, { conclusion: 'success' }), ran(2), ran(4, { conclusion: 'success' }), ran(5)])
    await take(happened);
  expect(told().map(([, text]) => text)).toMatchInlineSnapshot(`
    [
      "🔴 **CI** failed on \`main\` • [run](https://github.com/acme/web/actions/runs/1) • by ada • <@&7>",
      "🟢 **CI** is well again on \`main\` • [run](https://github.com/acme/web/actions/runs/3) • by ada",
      "🔴 **CI** failed on \`main\` • [run](https://github.com/acme/web/actions/runs/5) • by ada • <@&7>",
    ]
  `);
});

it('what could not be sent is sent when it comes again', async () => {
  const { take, queues } = withRules({ red: { ...RED, mode: 'changes' } });
  queues.failNext(1);
  await take(ran(1)).catch(() => undefined);
  await take(ran(1));
  expect(queues.sent).toHaveLength(1);
});
