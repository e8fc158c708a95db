/** Who may do what, where: each reason why not, and every combination of person, roles, server, channel, command and settings. */
import { catalogue, commandOfButton, defineCommand } from '@valine/commands';
import { describe, expect, it } from 'vitest';
import { type AccessSettings, type Asker, askedByCommand, askedByComponent, findAccessRefusal } from './access.ts';

const SETTINGS: AccessSettings = {
  STAGE: 'prod',
  ALLOWED_GUILD_IDS: ['10'],
  ALLOWED_CHANNEL_IDS: ['500', '501'],
  OPERATOR_ROLE_IDS: ['20'],
  ADMIN_USER_IDS: ['1'],
  ADMIN_ROLE_IDS: ['30'],
  ALLOW_SECRET_WRITES: true,
  COMMAND_ACCESS: { 'deploy-client': { channels: ['501'], roles: ['40'] } },
};
const ben: Asker = { id: '2', roles: [], guildId: '10', channelIds: ['500'] };
const operator = { ...ben, roles: ['20'] };

const admin = defineCommand({
  name: 'set-something',
  description: 'Sets something',
  details: 'For this test.',
  access: 'admin',
  private: true,
  options: {},
});
const help = askedByCommand(catalogue.help);
const plan = askedByCommand(catalogue.plan);
const deploy = askedByCommand(catalogue['deploy-client']);
const showing = askedByCommand(admin);
const writing = askedByCommand({ ...admin, writesSecrets: true });
const diagnosing = askedByCommand(catalogue['verify-latest'], { diagnose: true });

describe('somebody', () => {
  it.each([
    ['asks for what everybody may', help, ben, {}],
    ['asks for it in a thread of a channel', help, { ...ben, channelIds: ['900', '500'] }, {}],
    ['asks for it where every channel is allowed', help, { ...ben, channelIds: ['777'] }, { ALLOWED_CHANNEL_IDS: [] }],
    ['is an operator', plan, operator, {}],
    ['presses a button as an operator', askedByComponent('approve'), operator, {}],
    ['tries it out before there are operators', plan, ben, { STAGE: 'dev', OPERATOR_ROLE_IDS: [] }],
    ['is an admin by name', showing, { ...ben, id: '1' }, {}],
    ['is an admin by role', writing, { ...ben, roles: ['30'] }, {}],
    ['asks for what nothing has to be written for', showing, { ...ben, id: '1' }, { ALLOW_SECRET_WRITES: false }],
    [
      'has the role of the command, and is in its channel',
      deploy,
      { ...ben, roles: ['20', '40'], channelIds: ['501'] },
      {},
    ],
    ['asks for something that there is not', askedByCommand(undefined), ben, {}],
  ])('may, who %s', (_, asked, asker, settings) => {
    expect(findAccessRefusal(asked, asker, { ...SETTINGS, ...settings })).toBeUndefined();
  });

  it.each([
    ['allowed_guild_ids_not_set', help, { ...ben, id: '1' }, { ALLOWED_GUILD_IDS: [] }],
    ['guild_not_allowed', help, { ...ben, guildId: '11' }, {}],
    ['guild_not_allowed', help, { id: '1', roles: ['20', '30'], channelIds: ['500'] }, {}],
    ['channel_not_allowed', help, { ...ben, channelIds: ['777'] }, {}],
    ['not_operator', plan, ben, {}],
    ['not_operator', plan, { ...ben, id: '1', roles: ['30'] }, {}],
    ['not_operator', diagnosing, ben, {}],
    ['not_operator', askedByComponent('approve'), ben, {}],
    ['operator_role_ids_not_set', plan, { ...ben, id: '1', roles: ['20', '30'] }, { OPERATOR_ROLE_IDS: [] }],
    ['admin_commands_disabled', showing, { ...ben, id: '1' }, { ADMIN_USER_IDS: [], ADMIN_ROLE_IDS: [] }],
    ['not_admin', showing, operator, {}],
    ['not_admin', writing, operator, { ALLOW_SECRET_WRITES: false }],
    ['secret_writes_disabled', writing, { ...ben, id: '1' }, { ALLOW_SECRET_WRITES: false }],
    ['command_channel_not_allowed', deploy, { ...ben, roles: ['20', '40'] }, {}],
    ['command_role_missing', deploy, { ...operator, channelIds: ['501'] }, {}],
    ['command_role_missing', askedByComponent('rerun-failed'), { ...operator, channelIds: ['501'] }, {}],
  ])('may not: %s', (reasonCode, asked, asker, settings) => {
    expect(findAccessRefusal(asked, asker, { ...SETTINGS, ...settings })?.reasonCode).toBe(reasonCode);
  });
});

it('every combination is let in by no fewer conditions than all of them', () => {
  let [allowed, refused] = [0, 0];
  for (const { asked, asker, settings } of combinations()) {
    const expected = CONDITIONS.find(([, holds]) => !holds(asked, asker, settings))?.[0];
    expect(findAccessRefusal(asked, asker, settings)?.reasonCode).toBe(expected);
    if (expected === undefined) allowed += 1;
    else refused += 1;
  }
  console.log(`${allowed + refused} combinations of access: ${allowed} allowed, ${refused} refused`);
  expect(allowed).toBeGreaterThan(100);
});

type Holds = (asked: ReturnType<typeof askedByCommand>, asker: Asker, settings: AccessSettings) => boolean;

/** In the order in which they are told. */
const CONDITIONS: readonly [string, Holds][] = [
  ['allowed_guild_ids_not_set', (_, __, { ALLOWED_GUILD_IDS: ids }) => ids.length > 0],
  ['guild_not_allowed', (_, { guildId }, { ALLOWED_GUILD_IDS: ids }) => ids.some((id) => id === guildId)],
  ['channel_not_allowed', (_, asker, { ALLOWED_CHANNEL_IDS: ids }) => ids.length === 0 || meet(ids, asker.channelIds)],
  [
    'not_operator',
    ({ access }, { roles }, { OPERATOR_ROLE_IDS: ids }) =>
      access !== 'operator' || ids.length === 0 || meet(ids, roles),
  ],
  [
    'operator_role_ids_not_set',
    ({ access }, _, { STAGE, OPERATOR_ROLE_IDS: ids }) => access !== 'operator' || ids.length > 0 || STAGE !== 'prod',
  ],
  [
    'admin_commands_disabled',
    ({ access }, _, settings) =>
      access !== 'admin' || [...settings.ADMIN_USER_IDS, ...settings.ADMIN_ROLE_IDS].length > 0,
  ],
  [
    'not_admin',
    ({ access }, { id, roles }, settings) =>
      access !== 'admin' || meet(settings.ADMIN_USER_IDS, [id]) || meet(settings.ADMIN_ROLE_IDS, roles),
  ],
  ['secret_writes_disabled', ({ writesSecrets }, _, settings) => !writesSecrets || settings.ALLOW_SECRET_WRITES],
  [
    'command_channel_not_allowed',
    ({ command = '' }, asker, { COMMAND_ACCESS: lists }) =>
      meet(lists[command]?.channels ?? asker.channelIds, asker.channelIds),
  ],
  [
    'command_role_missing',
    ({ command = '' }, { roles }, { COMMAND_ACCESS: lists }) =>
      lists[command]?.roles === undefined || meet(lists[command].roles, roles),
  ],
];

function meet(one: readonly string[], other: readonly string[]): boolean {
  return one.some((each) => other.includes(each));
}

function combinations() {
  const askers = ['1', '2'].flatMap((id) =>
    [[], ['20'], ['30'], ['40'], ['20', '40'], ['20', '30', '40']].flatMap((roles) =>
      ['10', '11', undefined].flatMap((guildId) =>
        [['500'], ['501'], ['777'], ['900', '501']].map((channelIds) => ({ id, roles, guildId, channelIds })),
      ),
    ),
  );
  const settings = [{}, { STAGE: 'dev' }].flatMap((stage) =>
    [{}, { ALLOWED_GUILD_IDS: [] }, { ALLOWED_CHANNEL_IDS: [] }].flatMap((places) =>
      [{}, { OPERATOR_ROLE_IDS: [] }, { ADMIN_USER_IDS: [], ADMIN_ROLE_IDS: [] }].flatMap((ranks) =>
        [{}, { ALLOW_SECRET_WRITES: false }, { COMMAND_ACCESS: {} }].map((rest) => ({
          ...{ ...SETTINGS, ...stage, ...places },
          ...{ ...ranks, ...rest },
        })),
      ),
    ),
  );
  const all = [help, plan, deploy, diagnosing, showing, writing, askedByComponent('rerun-failed')];
  return all.flatMap((asked) =>
    askers.flatMap((asker) =>
      settings.map((each): { asked: typeof asked; asker: Asker; settings: AccessSettings } => ({
        asked,
        asker,
        settings: each,
      })),
    ),
  );
}

it('each button has a command whose rules hold for it', () => {
  for (const name of Object.values(commandOfButton)) expect(catalogue).toHaveProperty([name]);
});
