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
