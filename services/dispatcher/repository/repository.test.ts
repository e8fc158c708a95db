/** Deliveries of a repository with another name: ours, if GitHub has our id for it. */
import type { DeliveryQuestioned } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { testDispatcher, textOf } from '../test-dispatcher.ts';
import { renamedMessage, unknownRepositoryMessage } from './messages.ts';

/** Of the repository that the dispatcher's GitHub has. */
const OURS = 702_411_338;
const team = () => testDispatcher({ repository: 'acme/shop', channelId: '900' });

function closedIn(dispatcher: ReturnType<typeof team>, repository: DeliveryQuestioned['repository']) {
  const event = { ...dispatcher.closed(1), repository: 'acme/shop' };
  return { type: 'delivery.questioned', id: event.id, repository, queue: 'dispatch', event } as const;
}

describe('a delivery of a repository with another name', () => {
  it('is handled as ours, where GitHub has our id for it', async () => {
    const dispatcher = team();
    const questioned = closedIn(dispatcher, { id: OURS, name: 'acme/shop-web' });
    await dispatcher.take(questioned);
    expect(dispatcher.queues.sent[0]).toMatchObject({ queue: 'dispatch', body: questioned.event });
    expect(dispatcher.queues.sent[1]?.body).toMatchObject({ message: renamedMessage('acme/shop', 'acme/shop-web') });
  });

  it('is told with one key for all ways in which it is heard of: by name alone, before or after', async () => {
    const dispatcher = team();
    const questioned = closedIn(dispatcher, { id: OURS, name: 'acme/shop-web' });
    const heard = { type: 'delivery.questioned' as const, id: 'd2', repository: { id: OURS, name: 'Acme/Shop-web' } };
    for (const each of [heard, questioned, heard]) await dispatcher.take(each);
    const told = (queue: string) => dispatcher.queues.sent.filter((each) => each.queue === queue);
    const [first, ...others] = told('notify').map(({ body }) => Object(body).key);
    expect(others).toEqual([first, first]);
    expect(told('dispatch')).toHaveLength(1);
  });

  it('is no news, where the setting was changed to it while it waited; it is handled all the same', async () => {
    const dispatcher = testDispatcher({ repository: 'acme/shop-web', channelId: '900' });
    await dispatcher.take(closedIn(dispatcher, { id: OURS, name: 'acme/shop-web' }));
    expect(dispatcher.queues.sent).toMatchObject([{ queue: 'dispatch' }]);
  });

  it('is not, with another id; the team is told, with one key for all of its deliveries', async () => {
    const repository = { id: 700700, name: 'acme/shop-web' };
    const dispatcher = team();
    for (let time = 0; time < 2; time += 1) await dispatcher.take(closedIn(dispatcher, repository));
    const [first, second] = dispatcher.queues.sent;
    expect(first).toMatchObject({
      queue: 'notify',
      body: {
        place: { in: 'channel', channelId: '900' },
        message: unknownRepositoryMessage('acme/shop', 'acme/shop-web'),
      },
    });
    expect(second?.body).toEqual(first?.body);
    expect(dispatcher.queues.sent).toHaveLength(2);
  });

  it('is logged alone, where no channel is set', async () => {
    const dispatcher = testDispatcher({ repository: 'acme/shop' });
    await dispatcher.take(closedIn(dispatcher, { id: 700700, name: 'acme/shop-web' }));
    expect(dispatcher.queues.sent).toEqual([]);
    expect(dispatcher.logger.lines).toMatchObject([{ level: 'warn', message: 'delivery of an unknown repository' }]);
  });

  it('waits while GitHub is away, an hour at most; where GitHub refuses nothing is taken', async () => {
    const dispatcher = team();
    const questioned = closedIn(dispatcher, { id: OURS, name: 'acme/x' });
    const asked = (status: number, waits: number) => {
      dispatcher.repository.fail('repositoryId', { status });
      return dispatcher.take(questioned, waits);
    };
    await expect(asked(502, 0)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 60 });
    await expect(asked(502, 60)).rejects.toMatchObject({ name: 'GiveUp' });
    await expect(asked(401, 0)).rejects.toMatchObject({ name: 'GiveUp' });
    expect(dispatcher.queues.sent).toEqual([]);
  });

  it('is asked about once', async () => {
    const dispatcher = team();
    for (let time = 0; time < 2; time += 1) await dispatcher.take(closedIn(dispatcher, { id: OURS, name: 'acme/x' }));
    expect(dispatcher.repository.calls).toEqual(['repositoryId']);
  });
});

it('the team reads what to do', () => {
  expect(
    [renamedMessage, unknownRepositoryMessage].map((message) => textOf(message('acme/shop', 'acme/shop-web'))),
  ).toMatchInlineSnapshot(`
    [
      "🟡 The repository \`acme/shop\` is called \`acme/shop-web\` now, and goes on working. Have an operator set \`GITHUB_REPOSITORY\` to the new name: \`pulumi config set githubRepository acme/shop-web\`, then \`pulumi up\`. AWS roles that trust it by its name need the new one too.",
      "🟡 GitHub sends events of \`acme/shop-web\`, and only those of \`acme/shop\` are taken. If it is the right repository, have an operator set \`GITHUB_REPOSITORY\` to it: \`pulumi config set githubRepository acme/shop-web\`, then \`pulumi up\`. If not, remove the webhook in its settings.",
    ]
  `);
});
