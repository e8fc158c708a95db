/** Whether somebody may do something here: server, channel, role, person. Ingress decides by it, and the dispatcher again. */
import {
  type Access,
  accessOf,
  buttons,
  type Command,
  commandOfButton,
  type GivenValue,
  selects,
} from '@valine/commands';
import { PRODUCTION, type Settings } from '@valine/settings';

export type AccessSettings = { STAGE: string } & Pick<
  Settings,
  | 'ALLOWED_GUILD_IDS'
  | 'ALLOWED_CHANNEL_IDS'
  | 'OPERATOR_ROLE_IDS'
  | 'ADMIN_USER_IDS'
  | 'ADMIN_ROLE_IDS'
  | 'ALLOW_SECRET_WRITES'
  | 'COMMAND_ACCESS'
>;

/** Who asks, and where. */
export type Asker = {
  id: string;
  roles: readonly string[];
  guildId?: string | undefined;
  /** The channel, and for a thread also the channel it was opened in. */
  channelIds: readonly string[];
};

/** What is asked for; `command`: the one that it is, or that the button belongs to. */
export type AccessRequest = { access: Access; command?: string | undefined; writesSecrets?: boolean };

export type AccessRefusal =
  | {
      reasonCode:
        | 'allowed_guild_ids_not_set'
        | 'guild_not_allowed'
        | 'channel_not_allowed'
        | 'operator_role_ids_not_set'
        | 'not_operator'
        | 'admin_commands_disabled'
        | 'not_admin'
        | 'secret_writes_disabled';
    }
  /** `ids`: of the channels or roles that it is for. */
  | { reasonCode: 'command_channel_not_allowed' | 'command_role_missing'; command: string; ids: readonly string[] };

/** Of a command that is not known yet, or is none of ours, everybody may ask. */
export function askedByCommand(
  command: Command | undefined,
  values: Readonly<Record<string, GivenValue | undefined>> = {},
): AccessRequest {
  if (command === undefined) return { access: 'everyone' };
  const { name, writesSecrets = false } = command;
  return { access: accessOf(command, values), command: name, writesSecrets };
}

/** `name`: of a button or a select. */
export function askedByComponent(name: string): AccessRequest {
  const table: Readonly<Record<string, Access>> = { ...buttons, ...selects };
  const owners: Readonly<Record<string, string>> = commandOfButton;
  if (!Object.hasOwn(table, name)) return { access: 'everyone' };
  return { access: table[name] ?? 'everyone', command: owners[name] };
}

/** What stands against it, or undefined. Being an administrator of the server counts for nothing. */
export function findAccessRefusal(
  asked: AccessRequest,
  asker: Asker,
  settings: AccessSettings,
): AccessRefusal | undefined {
  return (
    findPlaceRefusal(asker, settings) ??
    findRankRefusal(asked, asker, settings) ??
    findWriteRefusal(asked, settings) ??
    findListRefusal(asked, asker, settings)
  );
}

function findPlaceRefusal(
  { guildId = '', channelIds }: Asker,
  { ALLOWED_GUILD_IDS, ALLOWED_CHANNEL_IDS }: AccessSettings,
): AccessRefusal | undefined {
  if (ALLOWED_GUILD_IDS.length === 0) return { reasonCode: 'allowed_guild_ids_not_set' };
  if (!ALLOWED_GUILD_IDS.includes(guildId)) return { reasonCode: 'guild_not_allowed' };
  if (ALLOWED_CHANNEL_IDS.length > 0 && !isAmong(ALLOWED_CHANNEL_IDS, channelIds))
    return { reasonCode: 'channel_not_allowed' };
  return undefined;
}

function findRankRefusal({ access }: AccessRequest, asker: Asker, settings: AccessSettings) {
  switch (access) {
    case 'everyone':
      return undefined;
    case 'operator':
      return findOperatorRefusal(asker, settings);
    case 'admin':
      return findAdminRefusal(asker, settings);
  }
}

/** Until somebody names the roles, everyone is an operator where things are tried out, and nobody in production. */
function findOperatorRefusal(
  { roles }: Asker,
  { STAGE, OPERATOR_ROLE_IDS }: AccessSettings,
): AccessRefusal | undefined {
  if (isAmong(OPERATOR_ROLE_IDS, roles)) return undefined;
  if (OPERATOR_ROLE_IDS.length > 0) return { reasonCode: 'not_operator' };
  return STAGE === PRODUCTION ? { reasonCode: 'operator_role_ids_not_set' } : undefined;
}

/** Until somebody names them there are no admins, on any stage. */
function findAdminRefusal(
  { id, roles }: Asker,
  { ADMIN_USER_IDS, ADMIN_ROLE_IDS }: AccessSettings,
): AccessRefusal | undefined {
  if (ADMIN_USER_IDS.includes(id) || isAmong(ADMIN_ROLE_IDS, roles)) return undefined;
  const isOff = ADMIN_USER_IDS.length === 0 && ADMIN_ROLE_IDS.length === 0;
  return { reasonCode: isOff ? 'admin_commands_disabled' : 'not_admin' };
}

function findWriteRefusal(
  { writesSecrets }: AccessRequest,
  { ALLOW_SECRET_WRITES }: AccessSettings,
): AccessRefusal | undefined {
  return writesSecrets && !ALLOW_SECRET_WRITES ? { reasonCode: 'secret_writes_disabled' } : undefined;
}

function findListRefusal(
  { command = '' }: AccessRequest,
  { roles, channelIds }: Asker,
  { COMMAND_ACCESS }: AccessSettings,
): AccessRefusal | undefined {
  const allowed = Object.hasOwn(COMMAND_ACCESS, command) ? COMMAND_ACCESS[command] : undefined;
  if (allowed?.channels && !isAmong(allowed.channels, channelIds))
    return { reasonCode: 'command_channel_not_allowed', command, ids: allowed.channels };
  if (allowed?.roles && !isAmong(allowed.roles, roles))
    return { reasonCode: 'command_role_missing', command, ids: allowed.roles };
  return undefined;
}

function isAmong(list: readonly string[], values: readonly string[]): boolean {
  return values.some((value) => list.includes(value));
}

/** Why people are refused whom nobody has let in: there may be any number of them. */
export const OF_STRANGERS: readonly string[] = [
  'guild_not_allowed',
  'allowed_guild_ids_not_set',
] satisfies AccessRefusal['reasonCode'][];
