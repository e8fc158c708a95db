/** Access to what no command asks for yet. */
import { describe, expect, it } from 'vitest';
import { commandInteraction, SETTINGS } from '../test-support/test-world.ts';
import { findAccessRefusal } from './access.ts';

const origin = commandInteraction('any');

describe('an admin command', () => {
  it('is refused to everybody, a server administrator among them', () => {
    expect(findAccessRefusal('admin', origin, SETTINGS)).toEqual({ reasonCode: 'admin_commands_disabled' });
  });

  it('is refused for the server first, where that is not allowed either', () => {
    const settings = { ...SETTINGS, ALLOWED_GUILD_IDS: ['11'] };
    expect(findAccessRefusal('admin', origin, settings)).toEqual({ reasonCode: 'guild_not_allowed' });
  });
});
