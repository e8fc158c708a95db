/** Does what an answer to an interaction asks for. */
import {
  answerInteraction,
  answerWithPressed,
  createOriginal,
  EPHEMERAL,
  editMessage,
  findMessage,
  type Interaction,
  Refusal,
} from '@valine/discord-model';
import type { APIMessage } from 'discord-api-types/v10';
import { readMessageForm } from '../forms/message-form.ts';
import type { MessageBook } from '../state/message-book.ts';
import { answerParts } from '../state/message-view.ts';
import { type InteractionAnswer, NoAnswer } from './post-interaction.ts';

/** `deferred`: the answer follows, in the message `@original`; `answered`: it is there. */
export type Outcome = 'deferred' | 'answered';

/** @throws NoAnswer for an answer Discord does not take: it gives no error to an answer over HTTP */
export function takeAnswer(book: MessageBook, interaction: Interaction, answer: InteractionAnswer): Outcome {
  try {
    const outcome = take(book, interaction, answer);
    book.save();
    return outcome;
  } catch (error) {
    delete interaction.answer;
    if (error instanceof Refusal) throw new NoAnswer(`the answer is not valid: ${JSON.stringify(error.body)}`);
    throw error;
  }
}

function take(book: MessageBook, interaction: Interaction, { type, data }: InteractionAnswer): Outcome {
  switch (type) {
    case 4:
      createAnswer(book, interaction, data, 'told');
      return 'answered';
    case 5:
      createAnswer(book, interaction, data, 'deferred');
      return 'deferred';
    case 6:
      updatePressed(book, interaction, 'deferred');
      return 'deferred';
    case 7:
      updatePressed(book, interaction, 'told', data);
      return 'answered';
    default:
      throw new NoAnswer(`an answer of type ${type} does not fit this interaction`);
  }
}

function createAnswer(book: MessageBook, interaction: Interaction, data: unknown, answer: 'told' | 'deferred'): void {
  const { state, facts } = book;
  const form = readMessageForm(data);
  answerInteraction(interaction, answer, (form.flags & EPHEMERAL) !== 0);
  const more: Partial<APIMessage> = {
    type: interaction.pressedOn === undefined ? 20 : 19,
    ...answerParts(state, interaction),
    ...reference(book, interaction),
  };
  createOriginal(state, facts(), interaction, form, { more, ...(answer === 'deferred' && { loading: true }) });
}

function reference(book: MessageBook, interaction: Interaction): Partial<APIMessage> {
  if (interaction.pressedOn === undefined) return {};
  const { channelId: channel_id, pressedOn: message_id } = interaction;
  return { message_reference: { type: 0, channel_id, message_id, guild_id: book.state.guildId } };
}

function updatePressed(
  { state, facts }: MessageBook,
  interaction: Interaction,
  answer: 'told' | 'deferred',
  data?: unknown,
): void {
  if (interaction.pressedOn === undefined) throw new NoAnswer('only a button has a message to update');
  answerWithPressed(state, interaction, answer);
  const pressed = findMessage(state, interaction.pressedOn);
  if (data !== undefined && pressed !== undefined) editMessage(pressed, facts(), readMessageForm(data));
}
