/** Messages as they are made, edited, deleted and read. */
import { NONCE_LIFE_MS } from '@valine/discord';
import { assertTaken, findDirect } from './directs.ts';
import { type FilesForm, filesAfter } from './message-files.ts';
import type { DiscordModel, Facts, Message, WrittenBody } from './model.ts';
import { refusals } from './refusals.ts';

/** Absent: not given, so an edit leaves it as it is. */
export type MessageForm = FilesForm & Partial<Omit<WrittenBody, 'files'>>;

/** What a new message is besides its body. */
export type NewMessage = Partial<Pick<Message, 'private' | 'nonce' | 'interactionId' | 'more' | 'loading'>>;

const BLANK: WrittenBody = { content: '', embeds: [], components: [], files: [] };

/** A message of the bot. A nonce that was used lately gives back the message made first. @throws Refusal */
export function createMessage(
  model: DiscordModel,
  facts: Facts,
  channelId: string,
  form: MessageForm,
  about: Pick<NewMessage, 'nonce' | 'more'> = {},
): Message {
  assertChannel(model, channelId);
  assertTaken(model, channelId);
  wakeThread(model, channelId);
  const body = bodyAfter(BLANK, form, channelId, facts);
  const known = about.nonce === undefined ? undefined : withNonce(model, about.nonce, facts.now);
  if (known?.deleted) throw refusals.unknownMessage();
  return known ?? addMessage(model, facts, channelId, body, about);
}

/** A new message opens an archived thread. @throws Refusal 50083 for one that is locked besides */
function wakeThread({ threads }: DiscordModel, channelId: string): void {
  const thread = threads.find(({ id, archived }) => id === channelId && archived);
  if (thread?.locked) throw refusals.threadArchived();
  if (thread !== undefined) delete thread.archived;
}

/** Of the same author: Discord does not speak of channels here. */
function withNonce({ messages }: DiscordModel, nonce: string, now: number): Message | undefined {
  return messages.find((one) => one.nonce === nonce && now - one.timestamp < NONCE_LIFE_MS);
}

/** The answer to an interaction, or another message that follows it. @throws Refusal */
export function createAnswer(
  model: DiscordModel,
  facts: Facts,
  channelId: string,
  form: MessageForm,
  about: NewMessage,
): Message {
  const body = about.loading ? BLANK : bodyAfter(BLANK, form, channelId, facts);
  return addMessage(model, facts, channelId, body, about);
}

function addMessage(model: DiscordModel, facts: Facts, channelId: string, body: WrittenBody, about: NewMessage) {
  const { now: timestamp } = facts;
  const message = { id: facts.newId(), channelId, body, timestamp, deleted: false, private: false, ...about };
  model.messages.push(message);
  facts.changed?.('created', message);
  return message;
}

/** @throws Refusal */
export function editMessage(message: Message, facts: Facts, form: MessageForm): Message {
  message.body = bodyAfter(message.body, form, message.channelId, facts);
  // The first edit of a "thinking" message is what it was waiting for, not a correction.
  if (message.loading) delete message.loading;
  else message.editedAt = facts.now;
  facts.changed?.('edited', message);
  return message;
}

function bodyAfter(before: WrittenBody, form: MessageForm, channelId: string, facts: Facts): WrittenBody {
  const { content = before.content, embeds = before.embeds, components = before.components } = form;
  const files = filesAfter(form, before.files, channelId, facts.newId);
  if (content.trim() === '' && embeds.length + components.length + files.length === 0) throw refusals.emptyMessage();
  const replyTo = before.replyTo ?? form.replyTo;
  return { content, embeds, components, files, ...(replyTo === undefined ? {} : { replyTo }) };
}

export function deleteMessage(message: Message, facts: Facts): void {
  message.deleted = true;
  message.deletedAt = facts.now;
  facts.changed?.('deleted', message);
}

/** @throws Refusal 10003 */
export function assertChannel(model: DiscordModel, id: string): void {
  const isThere = model.channels.includes(id) || model.threads.some((thread) => thread.id === id);
  if (!isThere && findDirect(model, id) === undefined) throw refusals.unknownChannel();
}

export function findMessage({ messages }: DiscordModel, id: string | undefined): Message | undefined {
  return messages.find((one) => one.id === id && !one.deleted);
}

/** As the bot sees it: private messages are not there for it. @throws Refusal 10003, 10008 */
export function messageInChannel(model: DiscordModel, channelId: string, id: string): Message {
  assertChannel(model, channelId);
  const found = findMessage(model, id);
  if (found === undefined || found.channelId !== channelId || found.private) throw refusals.unknownMessage();
  return found;
}

/** The same, to be edited by the bot. @throws Refusal 50083 in an archived thread, besides */
export function messageToEdit(model: DiscordModel, channelId: string, id: string): Message {
  const found = messageInChannel(model, channelId, id);
  if (model.threads.some((thread) => thread.id === channelId && thread.archived)) throw refusals.threadArchived();
  return found;
}

/** What everybody sees in a channel or thread, the oldest first. @throws Refusal 10003 */
export function seenByAll(model: DiscordModel, channelId: string): Message[] {
  assertChannel(model, channelId);
  return model.messages.filter((one) => one.channelId === channelId && !one.deleted && !one.private);
}

/** Discord shows a text without the blanks around it. */
export function shownContent({ body }: Message): string {
  return body.content.trim();
}
