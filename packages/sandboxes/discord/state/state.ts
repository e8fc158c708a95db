/** What the Discord sandbox knows: one server, one channel, its people, messages, threads, commands and interactions. */
import { randomBytes } from 'node:crypto';
import type { APIApplicationCommand, APIAttachment, APIMessage } from 'discord-api-types/v10';
import { createSnowflake } from '../forms/snowflake.ts';
import { createKeyPair, type KeyPair } from './sign-interaction.ts';

export type Member = { id: string; name: string; roles: string[] };

export type StoredFile = { attachment: APIAttachment; base64: string };

export type StoredMessage = {
  message: APIMessage;
  /** All its files; Discord's view of the message leaves out those that stand in an embed. */
  files?: StoredFile[];
  /** Id of the one person who sees it; absent when everyone does. */
  seenBy?: string;
  /** The interaction it answers. */
  interactionId?: string;
  /** Which was sent with `enforce_nonce`. */
  nonce?: string;
};

export type Interaction = {
  id: string;
  token: string;
  /** Epoch milliseconds. */
  createdAt: number;
  expiresAt: number;
  state: 'waiting' | 'acknowledged' | 'failed';
  memberId: string;
  channelId: string;
  /** Of a command. */
  commandName?: string;
  /** Of a button: the message it stands on. */
  pressedOn?: string;
  /** The message `@original` speaks of. */
  originalId?: string;
};

/** Its id is that of the message it hangs under. */
export type Thread = { id: string; parentId: string; name: string; createdAt: string };

export type DiscordState = {
  keys: KeyPair;
  applicationId: string;
  botToken: string;
  guildId: string;
  channelId: string;
  operatorRoleId: string;
  members: Member[];
  messages: StoredMessage[];
  threads: Thread[];
  interactions: Interaction[];
  commands: APIApplicationCommand[];
};

/** `now` in epoch milliseconds. */
export function createDiscordState(now: number): DiscordState {
  const id = () => createSnowflake(now);
  const applicationId = id();
  const secret = randomBytes(28).toString('base64url');
  return {
    keys: createKeyPair(),
    applicationId,
    botToken: `${Buffer.from(applicationId).toString('base64url')}.GsandB.${secret}`,
    guildId: id(),
    channelId: id(),
    operatorRoleId: id(),
    members: [{ id: id(), name: 'mara', roles: [] }],
    messages: [],
    threads: [],
    interactions: [],
    commands: [],
  };
}
