/** Every refusal, as the person reads it: what to do next, and a code. */
import { expect, it } from 'vitest';
import type { AccessRefusal } from './access.ts';
import { accessRefusalMessage } from './access-messages.ts';

const said = (refusals: readonly AccessRefusal[]) =>
  refusals.map((refusal) => accessRefusalMessage(refusal).content).join('\n');

it('of a place', () => {
  const refusals = said([
    { reasonCode: 'allowed_guild_ids_not_set' },
    { reasonCode: 'guild_not_allowed' },
    { reasonCode: 'channel_not_allowed' },
    { reasonCode: 'command_channel_not_allowed', command: 'deploy-client', ids: ['500', '501'] },
  ]);
  expect(refusals).toMatchInlineSnapshot(`
    "🔴 I take nothing yet: nobody has said which servers I am for. Ask the person who runs me to set ALLOWED_GUILD_IDS to the id of this server.
    -# reason_code: allowed_guild_ids_not_set
    🔴 I do not take commands here. Use the server I was set up for, or ask the person who runs me to add this one to ALLOWED_GUILD_IDS.
    -# reason_code: guild_not_allowed
    🔴 I do not take commands in this channel. Use one I was set up for, or ask the person who runs me to add this one to ALLOWED_CHANNEL_IDS.
    -# reason_code: channel_not_allowed
    🔴 \`/deploy-client\` is not taken in this channel. Use it in <#500> or <#501>, or ask the person who runs me to add this one in COMMAND_ACCESS.
    -# reason_code: command_channel_not_allowed"
  `);
});

it('of somebody', () => {
  const refusals = said([
    { reasonCode: 'operator_role_ids_not_set' },
    { reasonCode: 'not_operator' },
    { reasonCode: 'admin_commands_disabled' },
    { reasonCode: 'not_admin' },
    { reasonCode: 'secret_writes_disabled' },
    { reasonCode: 'command_role_missing', command: 'deploy-client', ids: ['40', '41'] },
  ]);
  expect(refusals).toMatchInlineSnapshot(`
    "🔴 I change nothing yet: nobody has said who may have me do it. Ask the person who runs me to set OPERATOR_ROLE_IDS to the roles that may.
    -# reason_code: operator_role_ids_not_set
    🔴 This needs the operator role, which you do not have. Ask somebody who has it, or a server administrator to give it to you.
    -# reason_code: not_operator
    🔴 Admin commands are off: nobody has said who the admins are. Ask the person who runs me to set ADMIN_USER_IDS or ADMIN_ROLE_IDS.
    -# reason_code: admin_commands_disabled
    🔴 This is for admins, and you are none. Ask one of them to do it, or the person who runs me to add you to ADMIN_USER_IDS.
    -# reason_code: not_admin
    🔴 Nothing was set: I may not write variables and secrets. Ask the person who runs me to set ALLOW_SECRET_WRITES to true.
    -# reason_code: secret_writes_disabled
    🔴 \`/deploy-client\` needs <@&40> or <@&41>, which you do not have. Ask somebody who has it, or a server administrator to give it to you.
    -# reason_code: command_role_missing"
  `);
});

it('fits into a message, however many are named', () => {
  const ids = Array.from({ length: 500 }, (_, number) => `80351110224678${number}`);
  expect(said([{ reasonCode: 'command_role_missing', command: 'plan', ids }]).length).toBeLessThan(1000);
});
