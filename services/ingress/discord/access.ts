/** Whether somebody may do something here: server, channel, role. */
import type { Access } from '@valine/commands';
import { PRODUCTION } from '@valine/settings';
import type { IngressSettings } from '../ports.ts';
import { channelsOf, type Origin } from './interaction.ts';

export type AccessRefusal = {
  reasonCode:
    | 'allowed_guild_ids_not_set'
    | 'guild_not_allowed'
    | 'channel_not_allowed'
    | 'operator_role_ids_not_set'
    | 'not_operator'
    | 'admin_commands_disabled';
};

/** What stands against it, or undefined. Being an administrator of the server counts for nothing. */
export function findAccessRefusal(
  access: Access,
  origin: Origin,
  settings: IngressSettings,
): AccessRefusal | undefined {
  const { ALLOWED_GUILD_IDS, ALLOWED_CHANNEL_IDS } = settings;
  if (ALLOWED_GUILD_IDS.length === 0) return { reasonCode: 'allowed_guild_ids_not_set' };
  if (!ALLOWED_GUILD_IDS.includes(origin.guild_id ?? '')) return { reasonCode: 'guild_not_allowed' };
  if (ALLOWED_CHANNEL_IDS.length > 0 && !isAmong(ALLOWED_CHANNEL_IDS, channelsOf(origin)))
    return { reasonCode: 'channel_not_allowed' };
  switch (access) {
    case 'everyone':
      return undefined;
    case 'operator':
      return findOperatorRefusal(origin, settings);
    case 'admin':
      return { reasonCode: 'admin_commands_disabled' };
  }
}

/** Until somebody names the roles, everyone is an operator where things are tried out, and nobody in production. */
function findOperatorRefusal(
  { member }: Origin,
  { STAGE, OPERATOR_ROLE_IDS }: IngressSettings,
): AccessRefusal | undefined {
  if (isAmong(OPERATOR_ROLE_IDS, member?.roles ?? [])) return undefined;
  if (OPERATOR_ROLE_IDS.length > 0) return { reasonCode: 'not_operator' };
  return STAGE === PRODUCTION ? { reasonCode: 'operator_role_ids_not_set' } : undefined;
}

function isAmong(list: readonly string[], values: readonly string[]): boolean {
  return values.some((value) => list.includes(value));
}
