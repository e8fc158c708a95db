/** Threads: one under a message at most, and its id is that of the message. */
import { messageInChannel } from './messages.ts';
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

export function findThread({ threads }: DiscordModel, id: string): Thread | undefined {
  return threads.find((thread) => thread.id === id);
}

/** By the id of the message they stand under. */
export function threadNames({ threads }: DiscordModel): Map<string, string> {
  return new Map(threads.map(({ id, name }) => [id, name]));
}
