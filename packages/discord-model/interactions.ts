/** Interactions: their first answer, the life of their token, and the messages they may write. */
import { TOKEN_LIFE_MS } from '@valine/discord';
import {
  createAnswer,
  deleteMessage,
  editMessage,
  findMessage,
  type MessageForm,
  type NewMessage,
} from './messages.ts';
import type { DiscordModel, Facts, Interaction, Message } from './model.ts';
import { refusals } from './refusals.ts';

type NewInteraction = Omit<Interaction, 'diesAt' | 'private' | 'answer' | 'originalId'>;

/** It waits for its first answer. */
export function openInteraction(
  interactions: Interaction[],
  now: number,
  about: NewInteraction,
  lifeMs = TOKEN_LIFE_MS,
): Interaction {
  const interaction: Interaction = { ...about, diesAt: now + lifeMs, private: false };
  interactions.push(interaction);
  return interaction;
}

export function answerInteraction(interaction: Interaction, answer: 'deferred' | 'told', isPrivate: boolean): void {
  interaction.answer = answer;
  interaction.private = isPrivate;
}

/** The button's message is the answer. */
export function answerWithPressed(model: DiscordModel, interaction: Interaction, answer: 'deferred' | 'told'): void {
  const pressed = findMessage(model, interaction.pressedOn);
  if (pressed !== undefined) pressed.interactionId = interaction.id;
  Object.assign(interaction, { answer, originalId: interaction.pressedOn });
}

/** The interaction whose token lives. @throws Refusal 50027 for a dead token, 10015 before the first answer */
export function interactionOf({ interactions }: DiscordModel, token: string, now: number): Interaction {
  const interaction = interactions.find((one) => one.token === token);
  if (interaction === undefined || now >= interaction.diesAt) throw refusals.invalidWebhookToken();
  if (interaction.answer === undefined) throw refusals.unknownWebhook();
  return interaction;
}

/** The message that `@original` speaks of. @throws Refusal 10008 */
export function originalOf(model: DiscordModel, { originalId }: Interaction): Message {
  const found = findMessage(model, originalId);
  if (found === undefined) throw refusals.unknownMessage();
  return found;
}

/** Writes the answer: the message is made now where Discord does not show one yet. @throws Refusal */
export function editOriginal(model: DiscordModel, facts: Facts, token: string, form: MessageForm): Message {
  const interaction = interactionOf(model, token, facts.now);
  if (interaction.originalId === undefined) return createOriginal(model, facts, interaction, form);
  return editMessage(originalOf(model, interaction), facts, form);
}

/** "thinking…" goes too, whether Discord shows it by then or not. @throws Refusal */
export function deleteOriginal(model: DiscordModel, facts: Facts, token: string): void {
  const interaction = interactionOf(model, token, facts.now);
  if (interaction.originalId === undefined) createOriginal(model, facts, interaction, {}, { loading: true });
  deleteMessage(originalOf(model, interaction), facts);
}

/** Another message besides the answer; while that is awaited, it is the answer, and seen by whom that was to be. @throws Refusal */
export function followUp(
  model: DiscordModel,
  facts: Facts,
  token: string,
  form: MessageForm,
  about: Pick<NewMessage, 'private' | 'more'>,
): Message {
  const interaction = interactionOf(model, token, facts.now);
  const { originalId, answer, id: interactionId, channelId } = interaction;
  const isAwaited = answer === 'deferred' && (originalId === undefined || findMessage(model, originalId)?.loading);
  if (isAwaited) return editOriginal(model, facts, token, form);
  return createAnswer(model, facts, channelId, form, { interactionId, ...about });
}

export function createOriginal(
  model: DiscordModel,
  facts: Facts,
  interaction: Interaction,
  form: MessageForm,
  more: Pick<NewMessage, 'more' | 'loading'> = {},
): Message {
  const about = { interactionId: interaction.id, private: interaction.private, ...more };
  const message = createAnswer(model, facts, interaction.channelId, form, about);
  interaction.originalId = message.id;
  return message;
}
