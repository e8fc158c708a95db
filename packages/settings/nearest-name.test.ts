import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';
import { settings } from './settings.ts';

const NAMES = Object.keys(settings);

describe('the nearest name', () => {
  it.each([
    ['DISCORD_BOT_TOKN', 'DISCORD_BOT_TOKEN'],
    ['DISCROD_BOT_TOKEN', 'DISCORD_BOT_TOKEN'],
    ['discordBotToken', 'DISCORD_BOT_TOKEN'],
    ['ALLOWED_GUILD_ID', 'ALLOWED_GUILD_IDS'],
    ['GITHUB_REPO', undefined],
    ['HOME', undefined],
    ['X', undefined],
  ])('of %s is %s', (written, meant) => {
    expect(nearestName(written, NAMES)).toBe(meant);
  });

  it('of every name with a letter missing, or two swapped, is that name', () => {
    for (const name of NAMES.filter((each) => each.length > 9)) {
      expect(nearestName(name.slice(0, 4) + name.slice(5), NAMES)).toBe(name);
      expect(nearestName(`${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`, NAMES)).toBe(name);
    }
  });
});
