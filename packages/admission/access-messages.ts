/** What a person reads who may not do what they asked for, and what to do next. */
import { type Message, refusalMessage, roleMentionText } from '@valine/contracts';
import type { AccessRefusal } from './access.ts';

export function accessRefusalMessage(refusal: AccessRefusal): Message & { content: string } {
  return refusalMessage(refusal.reasonCode, accessRefusalText(refusal));
}

function accessRefusalText(refusal: AccessRefusal): string {
  switch (refusal.reasonCode) {
    case 'allowed_guild_ids_not_set':
      return 'I take nothing yet: nobody has said which servers I am for. Ask the person who runs me to set ALLOWED_GUILD_IDS to the id of this server.';
    case 'guild_not_allowed':
      return 'I do not take commands here. Use the server I was set up for, or ask the person who runs me to add this one to ALLOWED_GUILD_IDS.';
    case 'channel_not_allowed':
      return 'I do not take commands in this channel. Use one I was set up for, or ask the person who runs me to add this one to ALLOWED_CHANNEL_IDS.';
    case 'operator_role_ids_not_set':
      return 'I change nothing yet: nobody has said who may have me do it. Ask the person who runs me to set OPERATOR_ROLE_IDS to the roles that may.';
    case 'not_operator':
      return 'This needs the operator role, which you do not have. Ask somebody who has it, or a server administrator to give it to you.';
    case 'admin_commands_disabled':
      return 'Admin commands are off: nobody has said who the admins are. Ask the person who runs me to set ADMIN_USER_IDS or ADMIN_ROLE_IDS.';
    case 'not_admin':
      return 'This is for admins, and you are none. Ask one of them to do it, or the person who runs me to add you to ADMIN_USER_IDS.';
    case 'secret_writes_disabled':
      return 'Nothing was set: I may not write variables and secrets. Ask the person who runs me to set ALLOW_SECRET_WRITES to true.';
    case 'command_channel_not_allowed':
      return `\`/${refusal.command}\` is not taken in this channel. Use it in ${shown(refusal.ids, (id) => `<#${id}>`)}, or ask the person who runs me to add this one in COMMAND_ACCESS.`;
    case 'command_role_missing':
      return `\`/${refusal.command}\` needs ${shown(refusal.ids, roleMentionText)}, which you do not have. Ask somebody who has it, or a server administrator to give it to you.`;
  }
}

const MOST_SHOWN = 10;

function shown(ids: readonly string[], mention: (id: string) => string): string {
  const mentions = ids.slice(0, MOST_SHOWN).map(mention);
  return [...mentions, ...(ids.length > MOST_SHOWN ? [`${ids.length - MOST_SHOWN} others`] : [])].join(' or ');
}
