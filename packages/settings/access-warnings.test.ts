import { expect, it } from 'vitest';
import { accessWarnings, accessWarningsOf } from './access-warnings.ts';

const textOf = (stage: string) =>
  accessWarnings(stage, () => false)
    .map(({ message }) => message)
    .join('\n');

it('warns of servers and roles that nobody has named', () => {
  expect(`${textOf('dev')}\n${textOf('prod')}`).toMatchInlineSnapshot(`
    "ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing but its PING is taken. Set it to the ids of your team's Discord servers.
    OPERATOR_ROLE_IDS is not set: everyone in the allowed servers may run what changes something in stage dev; in stage prod nobody may. Set it to the ids of the Discord roles that may.
    ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing but its PING is taken. Set it to the ids of your team's Discord servers.
    OPERATOR_ROLE_IDS is not set: in stage prod, what changes something is refused to everybody. Set it to the ids of the Discord roles that may."
  `);
});

it('says nothing of what is set', () => {
  const settings = { ALLOWED_GUILD_IDS: ['1'], OPERATOR_ROLE_IDS: [] };
  expect(accessWarningsOf('prod', settings).map(({ setting }) => setting)).toEqual(['OPERATOR_ROLE_IDS']);
  expect(accessWarnings('prod', () => true)).toEqual([]);
});
