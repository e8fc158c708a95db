import { expect, it } from 'vitest';
import { accessWarnings } from './access-warnings.ts';

const textOf = (stage: string) =>
  accessWarnings(stage, () => undefined)
    .map(({ message }) => message)
    .join('\n');

const warnedOf = (given: Record<string, string>) => accessWarnings('prod', (name) => given[name]);

it('warns of servers and roles that nobody has named', () => {
  expect(`${textOf('dev')}\n${textOf('prod')}`).toMatchInlineSnapshot(`
    "ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing but its PING is taken. Set it to the ids of your team's Discord servers.
    OPERATOR_ROLE_IDS is not set: everyone in the allowed servers may run what changes something in stage dev; in stage prod nobody may. Set it to the ids of the Discord roles that may.
    ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing but its PING is taken. Set it to the ids of your team's Discord servers.
    OPERATOR_ROLE_IDS is not set: in stage prod, what changes something is refused to everybody. Set it to the ids of the Discord roles that may."
  `);
});

it('says nothing of what is set', () => {
  expect(warnedOf({ ALLOWED_GUILD_IDS: '1' }).map(({ setting }) => setting)).toEqual(['OPERATOR_ROLE_IDS']);
  expect(accessWarnings('prod', () => 'true')).toEqual([]);
});

it('warns of secrets that nobody may set, though they may be set', () => {
  const settings = { ALLOWED_GUILD_IDS: '1', OPERATOR_ROLE_IDS: '2', ALLOW_SECRET_WRITES: 'true' };
  expect(warnedOf(settings)).toMatchInlineSnapshot(`
    [
      {
        "message": "ADMIN_USER_IDS is not set, and no ADMIN_ROLE_IDS: ALLOW_SECRET_WRITES lets nobody set anything as long as nobody has said who the admins are. Set it to the ids of the Discord users who are, or ALLOW_SECRET_WRITES to false.",
        "setting": "ADMIN_USER_IDS",
      },
    ]
  `);
  expect(warnedOf({ ...settings, ADMIN_ROLE_IDS: '3' })).toEqual([]);
  expect(warnedOf({ ...settings, ADMIN_USER_IDS: '4' })).toEqual([]);
});
