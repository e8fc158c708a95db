/** The notifier when Discord does as it is asked. */
import { FIRST_ANSWER_REVISION } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { CHANNEL, notification, testWorld } from './test-world.ts';

/** A revision that changes what was shown before. */
const EDIT = FIRST_ANSWER_REVISION + 1;

describe('the answer to an interaction', () => {
  it('is shown with one call, two writes and no read', async () => {
    const { show, reply, discord, contents, reads, writes, record } = testWorld();
    await show(notification(1, reply()));
    expect(discord.calls).toEqual(['editOriginal']);
    expect([reads.length, writes.length]).toEqual([0, 2]);
    expect(contents()).toEqual(['revision 1']);
    expect(await record()).toMatchObject({ shownRevision: 1, channelId: 'c1', messageId: 'm1' });
    expect(await record()).not.toHaveProperty('claim');
  });

  it('is edited in place by later revisions, at the same price', async () => {
    const { show, reply, discord, contents, reads, writes } = testWorld();
    await show(notification(1, reply()));
    await show(notification(EDIT, reply()));
    expect(discord.calls).toEqual(['editOriginal', 'editOriginal']);
    expect([reads.length, writes.length]).toEqual([0, 4]);
    expect(contents()).toEqual([`revision ${EDIT}`]);
  });
});

describe('a message in a channel', () => {
  it('is made once, then edited, for two writes each', async () => {
    const { show, discord, contents, reads, writes } = testWorld();
    await show(notification(1, CHANNEL));
    await show(notification(EDIT, CHANNEL));
    expect(discord.calls).toEqual(['createMessage', 'editMessage']);
    expect([reads.length, writes.length]).toEqual([0, 4]);
    expect(contents()).toEqual([`revision ${EDIT}`]);
  });

  it('that was taken for new, or for one that was shown before, is read and then shown', async () => {
    const { show, discord, contents, reads } = testWorld();
    await show(notification(EDIT, CHANNEL));
    expect([contents(), reads.length]).toEqual([[`revision ${EDIT}`], 1]);
    await show(notification(EDIT + 1, CHANNEL));
    expect([contents(), reads.length]).toEqual([[`revision ${EDIT + 1}`], 1]);
    discord.delete('m1');
    await show(notification(EDIT + 2, CHANNEL));
    expect(contents()).toEqual([`revision ${EDIT + 2}`]);
  });

  it('is made with a nonce of 25 characters', async () => {
    const { show, discord } = testWorld();
    await show(notification(1, CHANNEL));
    expect(discord.messages()[0]?.nonce).toMatch(/^[0-9a-z]{25}$/);
  });
});

describe('a reply to another message', () => {
  const REPLY = { in: 'reply-to', to: 'run-1', channelId: 'c9' } as const;

  it('stands where that one is', async () => {
    const { show, discord } = testWorld();
    await show(notification(1, CHANNEL));
    await show({ ...notification(1, REPLY), key: 'ping:1' });
    expect(discord.messages().map(({ channelId, replyTo }) => [channelId, replyTo])).toEqual([
      ['c1', undefined],
      ['c1', 'm1'],
    ]);
  });

  it('stands by itself where that one was never shown, or is for one person alone', async () => {
    const { show, discord, reply } = testWorld();
    await show({ ...notification(1, REPLY), key: 'ping:1' });
    await show(notification(1, reply(true)));
    await show({ ...notification(1, REPLY), key: 'ping:2', id: 'ping-2' });
    const pings = discord.messages().filter(({ channelId }) => channelId === 'c9');
    expect(pings.map(({ replyTo }) => replyTo)).toEqual([undefined, undefined]);
  });
});

describe('what comes twice or late', () => {
  it('five times the same notification is one message and nothing more', async () => {
    const { show, discord, contents, writes } = testWorld();
    for (let times = 0; times < 5; times += 1) await show(notification(1, CHANNEL, { thread: 'Plan' }));
    expect(discord.calls).toEqual(['createMessage', 'createThread']);
    expect(contents()).toEqual(['revision 1']);
    // Each of the four that came late found in one failed write that the message is there.
    expect(writes).toHaveLength(4 + 4);
  });

  it('an older revision than what is shown is dropped', async () => {
    const { show, discord, contents, reply } = testWorld();
    await show(notification(3, reply()));
    await show(notification(2, reply()));
    await show(notification(1, reply()));
    expect(contents()).toEqual(['revision 3']);
    expect(discord.calls).toHaveLength(1);
  });
});

it("the interaction's token stands in no log line and in no record", async () => {
  const { showInTime, reply, discord, logger, record } = testWorld();
  discord.fail('editOriginal', { status: 500 });
  discord.fail('editOriginal', { status: 401, code: 50027 });
  await showInTime(notification(1, reply(), { thread: 'Plan' }));
  expect(logger.lines.length).toBeGreaterThan(0);
  expect(JSON.stringify([logger.lines, await record()])).not.toContain('token-1');
});
