/** A look at how Discord is set up, and what of it the dispatcher hears. */
import { SetUpObserved } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { testWorld } from '../test-world.ts';

const SLOT = '2026-11-30T20:00:00Z';

function world() {
  const { show, queues, setUp } = testWorld();
  return {
    setUp,
    async look() {
      await show({ type: 'set-up.check', id: 'set-up 1', slot: SLOT, ticket: 'a ticket' });
      expect(queues.sent.at(-1)?.queue).toBe('dispatch');
      return SetUpObserved.parse(queues.sent.at(-1)?.body);
    },
  };
}

describe('a look at the set-up', () => {
  it('tells of each check that was made how it came out', async () => {
    const { findings, ...about } = await world().look();
    expect(about).toMatchObject({ area: 'discord', slot: SLOT, ticket: 'a ticket' });
    expect(findings.map(({ check, is }) => `${check} ${is}`)).toMatchInlineSnapshot(`
      [
        "discord.application good",
        "discord.public-bot good",
        "discord.interactions-url good",
        "discord.commands good",
        "discord.servers good",
        "discord.roles good",
        "discord.channels good",
      ]
    `);
  });

  it('says what is wrong, and what mends it', async () => {
    const { setUp, look } = world();
    setUp.broken.add('discord.interactions-url').add('discord.commands').add('discord.channels');
    expect((await look()).findings.filter(({ is }) => is === 'bad')).toMatchInlineSnapshot(`
      [
        {
          "check": "discord.interactions-url",
          "is": "bad",
          "mend": "Set the Interactions Endpoint URL (https://discord.com/developers/applications, General Information) to https://valine.example/discord.",
          "says": "Discord sends its interactions nowhere.",
        },
        {
          "check": "discord.commands",
          "is": "bad",
          "mend": "Register them: valine register-commands",
          "says": "No slash command is registered.",
        },
        {
          "check": "discord.channels",
          "is": "bad",
          "mend": "Let the bot see it (channel, Edit, Permissions: View Channel), or set the id of another (right click, Copy Channel ID).",
          "says": "There is no channel 500 that the bot can see.",
        },
      ]
    `);
  });

  it('tells nothing of what it could not see', async () => {
    const { setUp, look } = world();
    setUp.isAway = true;
    expect((await look()).findings).toEqual([]);
  });

  it('is the same for every copy of the message', async () => {
    const { look } = world();
    expect(await look()).toEqual(await look());
  });

  it('does not judge the address that a Discord elsewhere has by one of this machine', async () => {
    const { setUp, look } = world();
    setUp.interactionsUrl = 'http://127.0.0.1:3000/discord';
    expect((await look()).findings.map(({ check }) => check)).not.toContain('discord.interactions-url');
  });
});
