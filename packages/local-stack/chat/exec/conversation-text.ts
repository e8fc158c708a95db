/** Shows the messages that a command created or changed, with their threads. */
import type { DiscordSandbox, StoredMessage } from '@valine/sandboxes';
import { renderMessage } from '../render/render-message.ts';

/** One text per message of the channel. A thread, and what was said to one person alone, is indented under what it belongs to. */
export function conversationTexts(discord: DiscordSandbox, changed: readonly StoredMessage[]): string[] {
  const inChannel = changed.filter(({ message }) => message.channel_id === discord.channelId);
  const parents = new Set(inChannel.map(({ message }) => message.id));
  const elsewhere = changed.filter(({ message }) => message.channel_id !== discord.channelId);
  const orphans = new Set(elsewhere.map(({ message }) => message.channel_id).filter((id) => !parents.has(id)));
  return [
    ...inChannel.map(({ message }) => renderMessage(message, entriesUnder(discord, message.id, elsewhere))),
    ...[...orphans].map((id) => renderMessage(NOTHING, entriesUnder(discord, id, elsewhere))),
  ];
}

const NOTHING = { content: '', embeds: [] };

function entriesUnder(discord: DiscordSandbox, parentId: string, entries: readonly StoredMessage[]) {
  const messages = entries.filter(({ message }) => message.channel_id === parentId).map(({ message }) => message);
  const person = discord.directWith(parentId);
  if (person !== undefined) return { thread: { name: `direct message to ${person}`, messages } };
  const thread = discord.threadUnder(parentId);
  return thread === undefined ? {} : { thread: { name: thread.name, messages } };
}
