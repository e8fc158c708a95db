/** Messages in Discord's words. */
import {
  EPHEMERAL,
  findDirect,
  findThread,
  type Interaction,
  type Message,
  type StoredFile,
  shownContent,
  shownFiles,
} from '@valine/discord-model';
import type { APIMessage, APIMessageInteractionMetadata } from 'discord-api-types/v10';
import type { DiscordState } from './state.ts';
import { botUser, userOf } from './users.ts';

const HAS_THREAD = 32;
const LOADING = 128;

export type StoredMessage = {
  message: APIMessage;
  /** All its files; Discord's view of the message leaves out those that stand in an embed. */
  files: StoredFile[];
  /** Id of the one person who sees it; absent when everyone does. */
  seenBy?: string;
  /** The interaction it answers. */
  interactionId?: string;
};

export function messageView(state: DiscordState, stored: Message): StoredMessage {
  const { body, interactionId, more } = stored;
  const direct = findDirect(state, stored.channelId);
  const seenBy = direct?.personId ?? (stored.private ? more?.interaction_metadata?.user.id : undefined);
  return {
    message: apiMessage(state, stored),
    files: body.files,
    ...(seenBy !== undefined && { seenBy }),
    ...(interactionId !== undefined && { interactionId }),
  };
}

export function apiMessage(state: DiscordState, message: Message): APIMessage {
  const { id, channelId, body, timestamp, editedAt, more = {} } = message;
  return {
    id,
    channel_id: channelId,
    author: botUser(state),
    timestamp: new Date(timestamp).toISOString(),
    edited_timestamp: editedAt === undefined ? null : new Date(editedAt).toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    pinned: false,
    type: 0,
    ...more,
    content: shownContent(message),
    components: body.components,
    ...shownFiles(body),
    flags: (more.flags ?? 0) | flagsOf(state, message),
  };
}

function flagsOf(state: DiscordState, { id, loading, private: isPrivate }: Message): number {
  const hasThread = findThread(state, id) !== undefined;
  return (isPrivate ? EPHEMERAL : 0) | (loading ? LOADING : 0) | (hasThread ? HAS_THREAD : 0);
}

/** What a message tells of the interaction it answers. */
export function answerParts(state: DiscordState, interaction: Interaction): Partial<APIMessage> {
  const { applicationId } = state;
  return {
    webhook_id: applicationId,
    application_id: applicationId,
    interaction_metadata: interactionMetadata(state, interaction),
  };
}

function interactionMetadata(state: DiscordState, interaction: Interaction): APIMessageInteractionMetadata {
  const member = state.members.find((each) => each.id === interaction.memberId);
  if (member === undefined) throw new Error(`Interaction ${interaction.id} is of nobody on this server.`);
  const common = {
    id: interaction.id,
    user: userOf(member),
    authorizing_integration_owners: { 0: state.guildId },
    ...(interaction.originalId === undefined ? {} : { original_response_message_id: interaction.originalId }),
  };
  return interaction.pressedOn === undefined
    ? { ...common, type: 2 }
    : { ...common, type: 3, interacted_message_id: interaction.pressedOn };
}
