/** Threads: one under a message at most, and its id is that of the message. */
import { deleteMessage, messageInChannel } from './messages.ts';
import type { DiscordModel, Facts, Thread } from './model.ts';
import { refusals } from './refusals.ts';

type Place = { channelId: string; messageId: string };

/** @throws Refusal 10003, 10008, 160004 */
export function openThread(model: DiscordModel, { now }: Facts, { channelId, messageId }: Place, name: string): Thread {
  const { id } = messageInChannel(model, channelId, messageId);
  if (findThread(model, id) !== undefined) throw refusals.threadExists();
  const thread = { id, parentId: channelId, name, createdAt: now };
  model.threads.push(thread);
  return thread;
}

/** What the bot may do to an archived thread. @throws Refusal 10003, or 50013 where it is locked */
export function reopenThread(model: DiscordModel, id: string): Thread {
  const thread = findThread(model, id);
  if (thread === undefined) throw refusals.unknownChannel();
  if (thread.locked) throw refusals.missingPermissions();
  delete thread.archived;
  return thread;
}

/** `locked`: the bot may not open it again. */
export function archiveThread(model: DiscordModel, id: string, how?: 'locked'): void {
  const thread = findThread(model, id);
  if (thread !== undefined) Object.assign(thread, { archived: true, locked: how === 'locked' });
}

/** With all that stands in it. */
export function deleteThread(model: DiscordModel, facts: Facts, id: string): void {
  model.threads = model.threads.filter((thread) => thread.id !== id);
  for (const message of model.messages) if (message.channelId === id && !message.deleted) deleteMessage(message, facts);
}

export function findThread({ threads }: DiscordModel, id: string): Thread | undefined {
  return threads.find((thread) => thread.id === id);
}

/** By the id of the message they stand under. */
export function threadNames({ threads }: DiscordModel): Map<string, string> {
  return new Map(threads.map(({ id, name }) => [id, name]));
}
