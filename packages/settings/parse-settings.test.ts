import { describe, expect, it } from 'vitest';
import { parseSettings } from './parse-settings.ts';

describe('settings', () => {
  it('are read into their types, with their defaults', () => {
    const source = { GITHUB_REPOSITORY: 'acme/web', OPERATOR_ROLE_IDS: '1, 2 3', PREVENT_SELF_APPROVAL: 'TRUE' };
    expect(
      parseSettings(source, ['GITHUB_REPOSITORY', 'OPERATOR_ROLE_IDS', 'PREVENT_SELF_APPROVAL', 'APPROVALS_REQUIRED']),
    ).toEqual({
      GITHUB_REPOSITORY: 'acme/web',
      OPERATOR_ROLE_IDS: ['1', '2', '3'],
      PREVENT_SELF_APPROVAL: true,
      APPROVALS_REQUIRED: 1,
    });
  });

  it('report every problem at once', () => {
    const source = { GITHUB_REPOSITORY: 'not a repository', APPROVALS_REQUIRED: '0', DISCORD_PUBLIC_KEY: '' };
    expect(() =>
      parseSettings(source, ['GITHUB_REPOSITORY', 'DISCORD_PUBLIC_KEY'], ['APPROVALS_REQUIRED', 'DISCORD_CHANNEL_ID']),
    ).toThrowErrorMatchingInlineSnapshot(`
      [SettingsError: Settings are not complete. Set or correct:
        GITHUB_REPOSITORY must be owner/name: The repository whose issues are planned, as \`owner/name\`.
        DISCORD_PUBLIC_KEY is not set: The Discord application's public key; every interaction is verified against it.
        APPROVALS_REQUIRED must be a number from 1 to 99: How many different people must approve a plan.]
    `);
  });

  it('leave out what is optional and not set', () => {
    expect(parseSettings({}, [], ['GITHUB_TOKEN'])).toEqual({});
  });
});
