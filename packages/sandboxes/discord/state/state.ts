/** What the Discord sandbox knows: one server, one channel, its people, messages, threads, commands and interactions. */
import { randomBytes } from 'node:crypto';
import { type DiscordModel, emptyModel } from '@valine/discord-model';
import { botPermissionsNumber } from '@valine/requirements';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { createSnowflake } from '../forms/snowflake.ts';
import { createKeyPair, type KeyPair } from './sign-interaction.ts';

/** Everyone is an operator but guests. */
export type Member = { id: string; name: string; isGuest?: boolean };

export type DiscordState = DiscordModel & {
  keys: KeyPair;
  applicationId: string;
  botToken: string;
  guildId: string;
  channelId: string;
  operatorRoleId: string;
  members: Member[];
  /** Of the application, in every server. */
  commands: APIApplicationCommand[];
  /** Of the one server, besides. */
  guildCommands: APIApplicationCommand[];
  setUp: DiscordSetUp;
};

/** Permissions are bits, as a decimal number. */
export type Role = { id: string; name: string; permissions: string };
export type Overwrite = { id: string; type: 0 | 1; allow: string; deny: string };

/** What people set up on Discord's pages. */
export type DiscordSetUp = {
  /** Null where nobody has set it. */
  interactionsUrl: string | null;
  isBotPublic: boolean;
  /** False once somebody has removed it from the server. */
  isBotInGuild: boolean;
  /** Beside those of everyone and of operators. */
  roles: Role[];
  everyonePermissions: string;
  /** Ids of the roles that the bot has. */
  botRoles: string[];
  /** Of the one channel. */
  overwrites: Overwrite[];
  /** 0: text. */
  channelType: number;
};

/** The bot has what the invite link asks for. `roleId`: of the role that Discord makes for it. */
export function usualSetUp(roleId: string): DiscordSetUp {
  return {
    interactionsUrl: null,
    isBotPublic: false,
    isBotInGuild: true,
    roles: [{ id: roleId, name: 'Valine', permissions: botPermissionsNumber() }],
    everyonePermissions: '0',
    botRoles: [roleId],
    overwrites: [],
    channelType: 0,
  };
}

/** `now` in epoch milliseconds. */
export function createDiscordState(now: number): DiscordState {
  const id = () => createSnowflake(now);
  const applicationId = id();
  const channelId = id();
  const secret = randomBytes(28).toString('base64url');
  return {
    keys: createKeyPair(),
    applicationId,
    botToken: `${Buffer.from(applicationId).toString('base64url')}.GsandB.${secret}`,
    guildId: id(),
    channelId,
    ...emptyModel([channelId]),
    operatorRoleId: id(),
    members: [{ id: id(), name: 'mara' }],
    commands: [],
    guildCommands: [],
    setUp: usualSetUp(id()),
  };
}
