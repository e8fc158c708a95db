/** Whether somebody may do something here: server, channel, role. */
import type { Access } from '@valine/commands';
import type { IngressSettings } from '../ports.ts';
import { channelsOf, type Origin } from './interaction.ts';

export type AccessRefusal = {
  reasonCode: 'guild_not_allowed' | 'channel_not_allowed' | 'not_operator' | 'admin_commands_disabled';
};

/** What stands against it, or undefined. Being an administrator of the server counts for nothing. */
export function findAccessRefusal(
  access: Access,
  origin: Origin,
  settings: IngressSettings,
): AccessRefusal | undefined {
  const { ALLOWED_GUILD_IDS, ALLOWED_CHANNEL_IDS } = settings;
  if (!isAllowed(ALLOWED_GUILD_IDS, [origin.guild_id ?? ''])) return { reasonCode: 'guild_not_allowed' };
  if (!isAllowed(ALLOWED_CHANNEL_IDS, channelsOf(origin))) return { reasonCode: 'channel_not_allowed' };
  switch (access) {
    case 'everyone':
      return undefined;
    case 'operator':
      return isAllowed(settings.OPERATOR_ROLE_IDS, origin.member?.roles ?? [])
        ? undefined
        : { reasonCode: 'not_operator' };
    case 'admin':
      return { reasonCode: 'admin_commands_disabled' };
  }
}

function isAllowed(list: readonly string[], values: readonly string[]): boolean {
  return list.length === 0 || values.some((value) => list.includes(value));
}
