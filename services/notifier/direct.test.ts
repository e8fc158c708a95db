/** Direct messages: to one person alone, and in the thread where Discord does not let us write to them. */
import type { Place } from '@valine/contracts';
import { DISCORD_CODES } from '@valine/discord';
import { describe, expect, it } from 'vitest';
import { CHANNEL, notification, testWorld } from './test-world.ts';

const ADA = '7';
const INSTEAD = { under: 'run-1', message: { content: '<@7>, your turn', pings: { users: [ADA], roles: [] } } };
const TURN: Place = { in: 'direct', personId: ADA, instead: INSTEAD };
const NOTICE: Place = { in: 'direct', personId: ADA };
const DAY_MS = 24 * 3_600_000;

const to = (place: Place, key: string) => notification(1, place, { key, conversation: `direct:${ADA}` });

/** With the card of a plan, and its thread. */
async function planWorld() {
  const world = testWorld();
  await world.show(notification(1, CHANNEL, { thread: 'Plan 1' }));
  world.discord.calls.length = 0;
  const seen = () =>
    world.discord
      .messages()
      .slice(1)
      .map(({ channelId, content }) => [world.discord.directOf(channelId) ?? channelId, content]);
  return { ...world, seen };
}

describe('a direct message', () => {
  it('is made once, in the channel of the person, which is asked for once', async () => {
    const { show, discord, seen } = await planWorld();
    for (const key of ['turn-1', 'turn-1', 'turn-2']) await show(to(TURN, key));
    expect(seen()).toEqual([
      [ADA, 'revision 1'],
      [ADA, 'revision 1'],
    ]);
    expect(discord.calls).toEqual(['openDirect', 'createMessage', 'createMessage']);
  });

  it('whose answer was lost is looked for there, and not told in the thread besides', async () => {
    const { showInTime, discord, seen } = await planWorld();
    discord.fail('createMessage', { status: 500, lands: true });
    await showInTime(to(TURN, 'turn-1'));
    expect(seen()).toEqual([[ADA, 'revision 1']]);
    expect(discord.calls).toEqual(['openDirect', 'createMessage', 'recentMessages']);
  });

  it('is told in the thread where they take none, and the next one there at once, for a day', async () => {
    const { show, discord, seen, clock, record } = await planWorld();
    discord.closeDirects(ADA);
    for (const key of ['turn-1', 'turn-2', 'turn-2']) await show(to(TURN, key));
    expect(seen()).toEqual([
      ['m1', '<@7>, your turn'],
      ['m1', '<@7>, your turn'],
    ]);
    expect(discord.calls).toEqual(['openDirect', 'createMessage', 'createMessage', 'createMessage']);
    expect((await record('turn-1'))?.directRefused?.reason).toMatchInlineSnapshot(
      `"createMessage: 403 (code 50007): Cannot send messages to this user. The person takes no direct messages from members of the server, or is in no server with the bot any more."`,
    );
    discord.closeDirects(ADA, false);
    clock.advance(DAY_MS);
    await show(to(TURN, 'turn-3'));
    expect(seen().at(-1)).toEqual([ADA, 'revision 1']);
  });

  it('of which nothing is said elsewhere is always tried, waits for no operator, and has the next ones tried', async () => {
    const { show, discord, seen, record } = await planWorld();
    discord.closeDirects(ADA);
    await show(to(NOTICE, 'notice-1'));
    expect(seen()).toEqual([]);
    expect((await record('notice-1'))?.parked).not.toHaveProperty('notification');
    discord.closeDirects(ADA, false);
    await show(to(NOTICE, 'notice-2'));
    await show(to(TURN, 'turn-1'));
    expect(seen().map(([where]) => where)).toEqual([ADA, ADA]);
  });

  it('that is one of many is tried once a day where they take none, and shown to nobody else', async () => {
    const { show, discord, seen, clock, record } = await planWorld();
    const place: Place = { in: 'direct', personId: ADA, isOneOfMany: true };
    discord.closeDirects(ADA);
    for (const key of ['news-1', 'news-2', 'news-2']) await show(to(place, key));
    expect([seen(), discord.calls]).toEqual([[], ['openDirect', 'createMessage']]);
    expect((await record('news-2'))?.parked).not.toHaveProperty('notification');
    discord.closeDirects(ADA, false);
    clock.advance(DAY_MS);
    await show(to(place, 'news-3'));
    expect(seen()).toEqual([[ADA, 'revision 1']]);
  });

  it('of a rule that is not taken is told the team, once, without what it says', async () => {
    const { show, discord } = testWorld({ fallbackChannelId: 'c9' });
    discord.closeDirects(ADA);
    const place: Place = { in: 'direct', personId: ADA, isOneOfMany: true };
    for (const key of ['news-1', 'news-2', 'news-2']) await show(to(place, key));
    expect(discord.messages().map(({ channelId, content }) => [channelId, content])).toMatchInlineSnapshot(`
      [
        [
          "c9",
          "📪 A notification rule tells <@7> directly, and Discord does not let me write to them: what it told is told nobody else, and does not come again.
      -# They allow direct messages in the privacy settings of this server, or the rule is given a channel. Told once; see docs/notifications.md, “Telling a person”.",
        ],
      ]
    `);
  });

  it('is told in the thread where Discord opens no channel with them', async () => {
    const { show, discord, seen } = await planWorld();
    discord.fail('openDirect', { status: 400, code: DISCORD_CODES.invalidRecipient });
    await show(to(TURN, 'turn-1'));
    expect(seen()).toEqual([['m1', '<@7>, your turn']]);
  });

  it('waits for an operator under its own key where Discord refuses us, and the next one goes to them', async () => {
    const { show, discord, seen, record } = await planWorld();
    discord.fail('openDirect', { status: 401 });
    await expect(show(to(TURN, 'turn-1'))).rejects.toThrow('is not shown');
    expect((await record('turn-1'))?.parked).toHaveProperty('notification');
    expect(await record(`direct-to:${ADA}`)).not.toHaveProperty('parked');
    discord.fail('openDirect', { status: 401 });
    await show(to(TURN, 'turn-1'));
    await show(to(TURN, 'turn-2'));
    expect(seen()).toEqual([[ADA, 'revision 1']]);
  });

  it('waits where we have begun to talk with too many: that is not for the person to allow', async () => {
    const { showInTime, discord, seen, record } = await planWorld();
    discord.fail('openDirect', { status: 403, code: DISCORD_CODES.directsTooFast });
    discord.fail('createMessage', { status: 403, code: DISCORD_CODES.directsTooFast });
    await showInTime(to(NOTICE, 'notice-1'));
    expect(seen()).toEqual([[ADA, 'revision 1']]);
    expect(await record('notice-1')).not.toHaveProperty('directRefused');
  });

  it('that may have been made is not told in the thread where Discord does not let us look', async () => {
    const { showInTime, discord, seen, record } = await planWorld();
    discord.fail('createMessage', { status: 500, lands: true });
    discord.fail('recentMessages', { status: 403, code: DISCORD_CODES.missingAccess });
    await expect(showInTime(to(TURN, 'turn-1'))).rejects.toThrow('is not shown');
    expect(seen()).toEqual([[ADA, 'revision 1']]);
    expect((await record('turn-1'))?.parked).toHaveProperty('notification');
  });
});
