/** Threads: opened once, written into, and done without where Discord refuses them. */
import type { Place } from '@valine/contracts';
import { DISCORD_CODES } from '@valine/discord';
import { describe, expect, it } from 'vitest';
import { CHANNEL, notification, testWorld } from './test-world.ts';

const UNDER_RUN: Place = { in: 'thread', under: 'run-1' };
const event = (revision = 1) => notification(revision, UNDER_RUN, { key: 'event-1' });

describe('a message with a thread', () => {
  it('opens it once, after it is shown', async () => {
    const { show, discord, record } = testWorld();
    await show(notification(1, CHANNEL, { thread: 'Plan 1' }));
    await show(notification(2, CHANNEL, { thread: 'Plan 1' }));
    expect(discord.calls).toEqual(['createMessage', 'createThread', 'editMessage']);
    expect([...discord.threads]).toEqual([['m1', 'Plan 1']]);
    expect(await record()).toMatchObject({ threadId: 'm1' });
  });

  it('whose answer was lost takes the thread that is there', async () => {
    const { showInTime, discord, record } = testWorld();
    discord.fail('createThread', { status: 500, lands: true });
    await showInTime(notification(1, CHANNEL, { thread: 'Plan 1' }));
    expect(discord.calls).toEqual(['createMessage', 'createThread', 'createThread']);
    expect(discord.threads.size).toBe(1);
    expect(await record()).toMatchObject({ threadId: 'm1', shownRevision: 1 });
  });

  it('has a name that Discord takes', async () => {
    const { show, discord } = testWorld();
    await show(notification(1, CHANNEL, { thread: 'x'.repeat(300) }));
    expect(discord.threads.get('m1')).toHaveLength(100);
  });

  it.each([
    { status: 403, code: DISCORD_CODES.missingPermissions },
    { status: 403, code: DISCORD_CODES.missingAccess },
    { status: 404, code: DISCORD_CODES.unknownMessage },
    { status: 400, code: 50024 },
  ])('stands without it where threads are refused ($status, $code), and asks no more', async (fault) => {
    const { show, discord, contents, logger } = testWorld();
    discord.fail('createThread', fault);
    await show(notification(1, CHANNEL, { thread: 'Plan 1' }));
    await show(notification(2, CHANNEL, { thread: 'Plan 1' }));
    expect(discord.calls).toEqual(['createMessage', 'createThread', 'editMessage']);
    expect(contents()).toEqual(['revision 2']);
    expect(logger.lines.filter(({ level }) => level === 'warn')).toMatchObject([{ message: 'no thread' }]);
  });
});

describe('a message under another one', () => {
  it('is made in its thread, then edited there', async () => {
    const { show, discord } = testWorld();
    await show(notification(1, CHANNEL, { thread: 'Plan 1' }));
    await show(event(1));
    await show(event(2));
    expect(discord.messages()).toMatchObject([{ channelId: 'c1' }, { channelId: 'm1', content: 'revision 2' }]);
    expect(discord.calls).toEqual(['createMessage', 'createThread', 'createMessage', 'editMessage']);
  });

  it('costs two writes, and one read for all that a function shows in the same thread', async () => {
    const { show, reads, writes } = testWorld();
    await show(notification(1, CHANNEL, { thread: 'Plan 1' }));
    const before = writes.length;
    for (const key of ['event-1', 'event-2', 'event-3']) await show(notification(1, UNDER_RUN, { key }));
    expect([reads.length, writes.length - before]).toEqual([1, 6]);
  });

  it('opens the thread where there is none yet', async () => {
    const { show, discord, record } = testWorld();
    await show(notification(1, CHANNEL));
    await show(event());
    expect(discord.messages()[1]).toMatchObject({ channelId: 'm1' });
    expect(await record()).toMatchObject({ threadId: 'm1' });
  });

  it('stands in the channel of the other where threads are refused', async () => {
    const { show, discord } = testWorld();
    discord.fail('createThread', { status: 403, code: DISCORD_CODES.missingPermissions });
    await show(notification(1, CHANNEL, { thread: 'Plan 1' }));
    await show(event());
    expect(discord.messages()[1]).toMatchObject({ channelId: 'c1' });
    expect(discord.calls.filter((call) => call === 'createThread')).toHaveLength(1);
  });

  it('stands in the configured channel where the other was never shown', async () => {
    const { show, discord } = testWorld({ fallbackChannelId: 'c9' });
    await show(event());
    expect(discord.messages()).toMatchObject([{ channelId: 'c9' }]);
  });

  it('is parked where there is no such channel', async () => {
    const { show, record } = testWorld();
    await expect(show(event())).rejects.toThrow('DISCORD_CHANNEL_ID is not set');
    expect(await record('event-1')).toMatchObject({ parked: { revision: 1 } });
  });

  it('is never shown to others where only one person sees the other', async () => {
    const { show, reply, discord } = testWorld({ fallbackChannelId: 'c9' });
    await show(notification(1, reply(true), { thread: 'Plan 1' }));
    await expect(show(event())).rejects.toMatchObject({ name: 'GiveUp' });
    expect(discord.calls).toEqual(['editOriginal']);
  });
});

/** A plan with one line in its thread, which is then shut. */
async function shutWorld(shut: (world: ReturnType<typeof testWorld>) => void) {
  const world = testWorld();
  await world.show(notification(1, CHANNEL, { thread: 'Plan 1' }));
  await world.show(event(1));
  shut(world);
  world.discord.calls.splice(0);
  return world;
}
const line = (key: string, revision = 1) => notification(revision, UNDER_RUN, { key });
const warnings = ({ logger }: ReturnType<typeof testWorld>) =>
  logger.lines.filter(({ level }) => level === 'warn' || level === 'error');

describe('a thread in the archive', () => {
  it('is opened, then its message is edited', async () => {
    const world = await shutWorld(({ discord }) => discord.archiveThread('m1'));
    await world.show(event(2));
    expect(world.discord.calls).toEqual(['editMessage', 'reopenThread', 'editMessage']);
    expect(world.contents()).toEqual(['revision 1', 'revision 2']);
    expect(warnings(world)).toEqual([]);
  });

  it('that is put there again at once is left alone for a while', async () => {
    const world = await shutWorld(({ discord }) => {
      for (const _ of [1, 2]) discord.fail('editMessage', { status: 400, code: DISCORD_CODES.threadArchived });
    });
    await expect(world.show(event(2))).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 60 });
    await world.showInTime(event(2));
    expect(world.contents()).toEqual(['revision 1', 'revision 2']);
  });

  it('is opened for the answer to a command, too', async () => {
    const world = testWorld();
    world.discord.fail('editOriginal', { status: 400, code: DISCORD_CODES.threadArchived });
    world.discord.fail('reopenThread', { status: 500 });
    await world.showInTime(notification(1, world.reply()));
    expect(world.discord.calls).toEqual(['editOriginal', 'reopenThread', 'editOriginal']);
    expect(world.contents()).toEqual(['revision 1']);
  });

  it('and locked leaves what stands in it, and an operator is told what to do', async () => {
    const world = await shutWorld(({ discord }) => discord.archiveThread('m1', 'locked'));
    const error = await world.show(event(2)).catch((thrown: unknown) => thrown);
    expect(error instanceof Error && error.message).toMatchInlineSnapshot(
      `"Message event-1 is not shown: reopenThread: 403 (code 50013): Missing Permissions. The thread is archived or locked: open it, or give the bot Manage Threads; the next change of the message is then shown."`,
    );
  });
});

describe.each([
  ['deleted', (world: ReturnType<typeof testWorld>) => world.discord.deleteThread('m1')],
  ['archived and locked', (world: ReturnType<typeof testWorld>) => world.discord.archiveThread('m1', 'locked')],
])('a thread that is %s', (_, shut) => {
  it('is noted once, and the lines go to the channel of the card', async () => {
    const world = await shutWorld(shut);
    for (const key of ['event-2', 'event-3']) await world.show(line(key));
    const lines = world.discord.messages().filter(({ content }) => content === 'revision 1');
    expect(lines.slice(-2)).toMatchObject([{ channelId: 'c1' }, { channelId: 'c1' }]);
    expect(warnings(world)).toMatchObject([{ message: 'a thread is shut' }]);
    expect(await world.record()).not.toHaveProperty('threadId');
    expect(world.discord.calls.filter((call) => call === 'createMessage')).toHaveLength(3);
  });

  it('is noted also when it is found out by the look for a line that nobody confirmed', async () => {
    const world = await shutWorld(({ discord }) => discord.fail('createMessage', { status: 500 }));
    await expect(world.show(line('event-2', 2))).rejects.toMatchObject({ name: 'RetryLater' });
    shut(world);
    await world.showInTime(line('event-2', 2));
    expect(world.discord.messages().at(-1)).toMatchObject({ channelId: 'c1' });
  });
});

it('a channel that is gone is noted once for a message, however often that changes', async () => {
  const world = testWorld();
  const gone = { status: 404, code: DISCORD_CODES.unknownChannel };
  for (const _ of [1, 2]) world.discord.fail('createMessage', gone);
  await expect(world.show(notification(1, CHANNEL))).rejects.toMatchObject({ name: 'GiveUp' });
  await world.show(notification(2, CHANNEL));
  expect(world.logger.lines.map(({ message }) => message)).toEqual(['message is still not shown']);
  await world.show(notification(3, CHANNEL));
  expect(world.contents()).toEqual(['revision 3']);
});
