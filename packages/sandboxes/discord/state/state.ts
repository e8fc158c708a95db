/** What the Discord sandbox knows: one server, one channel, its people, messages, threads, commands and interactions. */
import { randomBytes } from 'node:crypto';
import { type DiscordModel, emptyModel } from '@valine/discord-model';
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
  commands: APIApplicationCommand[];
};

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
  };
}
