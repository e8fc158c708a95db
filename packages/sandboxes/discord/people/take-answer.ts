/** Does what an answer to an interaction asks for. */
import type { APIMessage } from 'discord-api-types/v10';
import { DiscordError } from '../forms/api-error.ts';
import { assertVisible, readMessageForm } from '../forms/message-form.ts';
import { interactionMetadata } from '../state/interaction-metadata.ts';
import { EPHEMERAL, LOADING, type MessageBook } from '../state/message-book.ts';
import type { Interaction } from '../state/state.ts';
import { type InteractionAnswer, NoAnswer } from './post-interaction.ts';

/** `deferred`: the answer follows, in the message `@original`; `answered`: it is there. */
export type Outcome = 'deferred' | 'answered';

/** @throws NoAnswer for an answer Discord does not take */
export function takeAnswer(book: MessageBook, interaction: Interaction, answer: InteractionAnswer): Outcome {
  interaction.state = 'acknowledged';
  switch (answer.type) {
    case 4:
      createAnswer(book, interaction, answer.data, 0);
      return 'answered';
    case 5:
      createAnswer(book, interaction, answer.data, LOADING);
      return 'deferred';
    case 6:
      pointAtPressed(book, interaction);
      return 'deferred';
    case 7:
      pointAtPressed(book, interaction);
      editPressed(book, interaction, answer.data);
      return 'answered';
    default:
      throw new NoAnswer(`an answer of type ${answer.type} does not fit this interaction`);
  }
}

function createAnswer(book: MessageBook, interaction: Interaction, data: unknown, loading: number): void {
  const form = readForm(data);
  const { content = '', embeds = [], components = [] } = form;
  if (loading === 0) assertVisible(form);
  const hidden = form.flags & EPHEMERAL;
  const parts: Partial<APIMessage> = {
    ...(loading === 0 ? { content, embeds, components } : {}),
    flags: hidden | loading,
    type: interaction.pressedOn === undefined ? 20 : 19,
    webhook_id: book.state.applicationId,
    application_id: book.state.applicationId,
    interaction_metadata: interactionMetadata(book.state, interaction),
    ...reference(book, interaction),
  };
  const more = { interactionId: interaction.id, ...(hidden === 0 ? {} : { seenBy: interaction.memberId }) };
  interaction.originalId = book.create(interaction.channelId, parts, more).message.id;
  book.save();
}

function reference(book: MessageBook, interaction: Interaction): Partial<APIMessage> {
  if (interaction.pressedOn === undefined) return {};
  const { channelId: channel_id, pressedOn: message_id } = interaction;
  return { message_reference: { type: 0, channel_id, message_id, guild_id: book.state.guildId } };
}

function pointAtPressed(book: MessageBook, interaction: Interaction): void {
  if (interaction.pressedOn === undefined) throw new NoAnswer('only a button has a message to update');
  interaction.originalId = interaction.pressedOn;
  const stored = book.find(interaction.pressedOn);
  if (stored !== undefined) stored.interactionId = interaction.id;
  book.save();
}

function editPressed(book: MessageBook, interaction: Interaction, data: unknown): void {
  const stored = book.find(interaction.pressedOn);
  if (stored !== undefined) book.edit(stored, readForm(data));
}

/** A form that is not valid is no answer: Discord gives no error to an answer over HTTP. */
function readForm(data: unknown) {
  try {
    return readMessageForm(data);
  } catch (error) {
    if (error instanceof DiscordError) throw new NoAnswer(`the answer is not valid: ${JSON.stringify(error.body)}`);
    throw error;
  }
}
