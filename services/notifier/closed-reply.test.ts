/** What happens when the interaction's token no longer takes edits. */
import { DISCORD_CODES } from '@valine/discord';
import { describe, expect, it } from 'vitest';
import { notification, testWorld } from './test-world.ts';

const MINUTES = 60_000;

/** A world in which Discord has had time to take the deferred answer. */
function laterWorld() {
  const world = testWorld();
  world.clock.advance(61_000);
  return world;
}

describe('a reply whose token has run out', () => {
  it('before the first answer is given in the channel by the bot', async () => {
    const { show, clock, reply, discord, contents, record } = testWorld();
    clock.advance(15 * MINUTES);
    await show(notification(1, reply()));
    expect(discord.calls).toEqual(['createMessage']);
    expect(contents()).toEqual(['revision 1']);
    expect(await record()).toMatchObject({ channelId: 'c1', messageId: 'm1' });
  });

  it('and is private is not shown to others: parked, with a line for the operator', async () => {
    const { show, clock, reply, discord, record, logger } = testWorld();
    clock.advance(15 * MINUTES);
    await show(notification(1, reply(true)));
    expect(discord.calls).toEqual([]);
    expect((await record())?.parked).toMatchInlineSnapshot(`
      {
        "reason": "The answer came after the interaction had closed, and only the person who asked may see it: they can run the command again.",
        "revision": 1,
      }
    `);
    expect(logger.lines).toMatchObject([{ level: 'warn', message: 'message came too late' }]);
  });
});

describe('a reply that was edited without confirmation before it closed', () => {
  it.each(['by its age', 'by a refusal'])('%s is found in the channel and edited there', async (way) => {
    const { show, showInTime, clock, reply, discord, contents } = testWorld();
    discord.fail('editOriginal', { status: 500, lands: true });
    await expect(show(notification(1, reply()))).rejects.toMatchObject({ name: 'RetryLater' });
    clock.advance(way === 'by its age' ? 15 * MINUTES : 10_000);
    discord.fail('editOriginal', { status: 401, code: DISCORD_CODES.invalidWebhookToken });
    await showInTime(notification(2, reply()));
    expect(discord.calls.slice(-2)).toEqual(['recentMessages', 'editMessage']);
    expect(contents()).toEqual(['revision 2']);
  });
});

describe.each([
  { status: 401, code: DISCORD_CODES.invalidWebhookToken },
  { status: 404, code: DISCORD_CODES.unknownWebhook },
  { status: 404, code: DISCORD_CODES.unknownInteraction },
  { status: 404, code: DISCORD_CODES.unknownMessage },
  { status: 404, code: 0 },
  { status: 403, code: DISCORD_CODES.missingAccess },
])('a reply refused with $status ($code) before its time', (fault) => {
  it('is given in the channel, and the token is not tried again', async () => {
    const { show, reply, discord, contents } = laterWorld();
    discord.fail('editOriginal', fault);
    await show(notification(1, reply()));
    await show(notification(2, reply()));
    expect(discord.calls).toEqual(['editOriginal', 'createMessage', 'editMessage']);
    expect(contents()).toEqual(['revision 2']);
  });

  it('is dropped when it is private', async () => {
    const { show, reply, discord, record } = laterWorld();
    discord.fail('editOriginal', fault);
    await show(notification(1, reply(true)));
    expect(discord.calls).toEqual(['editOriginal']);
    expect(await record()).toMatchObject({ parked: { revision: 1 } });
  });
});

describe('a reply that is quicker than the deferred answer', () => {
  it('waits a second for it instead of answering elsewhere', async () => {
    const { show, showInTime, reply, discord, contents } = testWorld();
    discord.fail('editOriginal', { status: 404, code: DISCORD_CODES.unknownWebhook });
    await expect(show(notification(1, reply(true)))).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 1 });
    await showInTime(notification(1, reply(true)));
    expect(discord.calls).toEqual(['editOriginal', 'editOriginal']);
    expect(contents()).toEqual(['revision 1']);
  });

  it.each([false, true])('waits for a minute, with few tries (private: %s)', async (isPrivate) => {
    const { showInTime, reply, discord, contents, clock } = testWorld();
    const begun = clock.now();
    for (let tries = 0; tries < 9; tries += 1)
      discord.fail('editOriginal', { status: 404, code: DISCORD_CODES.unknownWebhook });
    await showInTime(notification(1, reply(isPrivate)), 20);
    expect(clock.now() - begun).toBeGreaterThan(30_000);
    expect(discord.calls).toEqual(Array(10).fill('editOriginal'));
    expect(contents()).toEqual(['revision 1']);
  });
});

describe('a reply that what stands before Discord turns away', () => {
  it.each([
    { status: 403, code: DISCORD_CODES.blockedByEdge, retryAfterSeconds: 60 },
    { status: 404, retryAfterSeconds: 60 },
    { status: 429, retryAfterSeconds: 60 },
  ])('waits ($status), and its token counts as alive', async (fault) => {
    const { show, showInTime, reply, discord, contents, record } = laterWorld();
    discord.fail('editOriginal', fault);
    await expect(show(notification(1, reply(true)))).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 60 });
    expect(await record()).toMatchObject({ replyClosed: false });
    await showInTime(notification(1, reply(true)));
    expect(contents()).toEqual(['revision 1']);
  });
});

describe('a message that somebody deleted', () => {
  it('is made anew by the next revision', async () => {
    const { show, reply, discord, contents, clock } = testWorld();
    await show(notification(1, reply()));
    clock.advance(20 * MINUTES);
    discord.delete('m1');
    await show(notification(2, reply()));
    expect(discord.calls).toEqual(['editOriginal', 'editMessage', 'createMessage']);
    expect(contents()).toEqual(['revision 2']);
  });

  it('right after the bot made it is made under another nonce', async () => {
    const { show, reply, discord, contents, clock } = testWorld();
    clock.advance(20 * MINUTES);
    await show(notification(1, reply()));
    discord.delete('m1');
    await show(notification(2, reply()));
    expect(contents()).toEqual(['revision 2']);
  });
});

it('an interaction that Discord says to be answered already (40060) counts as shown', async () => {
  const { show, reply, discord, record } = testWorld();
  discord.fail('editOriginal', { status: 400, code: DISCORD_CODES.interactionAcknowledged });
  await show(notification(1, reply()));
  expect(await record()).toMatchObject({ shownRevision: 1 });
});

it('a private answer that closes is given up once nobody can be at it any more', async () => {
  const { show, showInTime, clock, reply, discord, record } = laterWorld();
  discord.fail('editOriginal', { status: 500 });
  await expect(show(notification(1, reply(true)))).rejects.toMatchObject({ name: 'RetryLater' });
  clock.advance(76_000);
  discord.fail('editOriginal', { status: 401, code: DISCORD_CODES.invalidWebhookToken });
  await expect(show(notification(1, reply(true)))).rejects.toMatchObject({ name: 'RetryLater' });
  expect((await record())?.parked).toBeUndefined();
  await showInTime(notification(1, reply(true)));
  expect((await record())?.parked).toMatchObject({ revision: 1 });
});
