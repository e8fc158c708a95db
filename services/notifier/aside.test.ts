/** An answer for the asker alone, to a question that is being answered in public: the public answer goes, this one comes. */
import type { Place } from '@valine/contracts';
import { DISCORD_CODES } from '@valine/discord';
import { describe, expect, it } from 'vitest';
import { notification, testWorld } from './test-world.ts';

function asideWorld() {
  const world = testWorld();
  const { reply } = world;
  const aside = (): Place => ({ ...reply(), in: 'aside' }) as Place;
  const seen = () => world.discord.messages().map((each) => [each.private ? 'asker' : 'all', each.content]);
  return { ...world, aside, seen };
}

it('takes the place of "thinking…"', async () => {
  const { show, aside, discord, seen } = asideWorld();
  await show(notification(9, aside()));
  expect(discord.calls).toEqual(['deleteOriginal', 'followUpPrivately']);
  expect(seen()).toEqual([['asker', 'revision 9']]);
});

it('takes the place of what was said on the way, and comes once however often it is asked for', async () => {
  const { show, aside, reply, discord, seen } = asideWorld();
  await show(notification(1, reply()));
  await show(notification(9, aside()));
  await show(notification(9, aside()));
  await show(notification(1, reply()));
  expect(discord.calls).toEqual(['editOriginal', 'deleteOriginal', 'followUpPrivately']);
  expect(seen()).toEqual([['asker', 'revision 9']]);
});

it('is followed by a message of its own when everybody has to see something after all', async () => {
  const { show, aside, reply, discord, seen } = asideWorld();
  await show(notification(9, aside()));
  await show(notification(10, reply(), { thread: 'Plan' }));
  await show(notification(11, reply()));
  expect(discord.calls.slice(2)).toEqual(['createMessage', 'createThread', 'editMessage']);
  expect(seen()).toEqual([
    ['asker', 'revision 9'],
    ['all', 'revision 11'],
  ]);
});

it('is not overtaken by what was to be said on the way to it', async () => {
  const { show, showInTime, aside, reply, discord, seen } = asideWorld();
  discord.fail('followUpPrivately', { status: 429, retryAfterSeconds: 5 });
  await expect(show(notification(9, aside()))).rejects.toMatchObject({ name: 'RetryLater' });
  await show(notification(1, reply()));
  await showInTime(notification(9, aside()));
  expect(seen()).toEqual([['asker', 'revision 9']]);
});

describe('where Discord does not do it', () => {
  it.each(['deleteOriginal', 'followUpPrivately'] as const)(
    'an answer of %s that was lost is asked for again',
    async (operation) => {
      const { showInTime, aside, discord, seen } = asideWorld();
      discord.fail(operation, { status: 500, lands: operation === 'deleteOriginal' });
      await showInTime(notification(9, aside()));
      expect(seen()).toEqual([['asker', 'revision 9']]);
    },
  );

  it('once an edit was lost and the token is dead, the message of that edit is found and edited', async () => {
    const { show, showInTime, aside, reply, discord, seen, clock } = asideWorld();
    clock.advance(61_000);
    discord.fail('editOriginal', { status: 500, lands: true });
    await expect(show(notification(1, reply()))).rejects.toMatchObject({ name: 'RetryLater' });
    discord.before('deleteOriginal', () => discord.expire('token-1'));
    await showInTime(notification(9, aside()));
    expect(seen()).toEqual([['all', 'revision 9']]);
  });

  it('yet, for the deferred answer is not through, it waits', async () => {
    const { show, aside, discord } = asideWorld();
    discord.fail('deleteOriginal', { status: 404, code: DISCORD_CODES.unknownWebhook });
    await expect(show(notification(9, aside()))).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 1 });
  });

  it.each(['before', 'between'])(
    'any more, for the token died %s, everybody is told: better than nobody',
    async (when) => {
      const { showInTime, aside, discord, seen, clock } = asideWorld();
      clock.advance(61_000);
      if (when === 'before') discord.expire('token-1');
      else discord.before('followUpPrivately', () => discord.expire('token-1'));
      await showInTime(notification(9, aside()));
      expect(seen()).toEqual([['all', 'revision 9']]);
    },
  );
});
