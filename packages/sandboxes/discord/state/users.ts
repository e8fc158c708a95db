/** People and the bot in Discord's words. */
import type { APIInteractionGuildMember, APIUser, UserFlags } from 'discord-api-types/v10';
import { createSnowflake } from '../forms/snowflake.ts';
import type { DiscordState, Member } from './state.ts';

/** View channels, send messages, use slash commands and the like: what everyone may. */
const EVERYONE_PERMISSIONS = '2222085186637376';

export function userOf(member: Member): APIUser {
  return {
    id: member.id,
    username: member.name,
    global_name: member.name,
    discriminator: '0',
    avatar: null,
    avatar_decoration_data: null,
    public_flags: 0 as UserFlags,
  };
}

export function botUser(state: DiscordState): APIUser {
  return {
    id: state.applicationId,
    username: 'Valine',
    global_name: null,
    discriminator: '4821',
    avatar: null,
    public_flags: 524288,
    bot: true,
  };
}

export function guildMember(state: DiscordState, member: Member): Partial<APIInteractionGuildMember> {
  return {
    user: userOf(member),
    nick: null,
    avatar: null,
    roles: member.isGuest ? [] : [state.operatorRoleId],
    joined_at: '2025-03-04T09:12:31.004000+00:00',
    permissions: EVERYONE_PERMISSIONS,
  };
}

/** The member of that name, who joins the server when there is none yet. */
export function memberNamed(state: DiscordState, name: string): Member {
  const known = state.members.find((member) => member.name === name);
  if (known !== undefined) return known;
  const member: Member = { id: createSnowflake(Date.now()), name };
  state.members.push(member);
  return member;
}
