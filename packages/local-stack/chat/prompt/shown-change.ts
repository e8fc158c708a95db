/** A change in the channel as it appears above the prompt. */
import type { DiscordSandbox, MessageChange } from '@valine/sandboxes';
import { indent, renderMessage } from '../render/render-message.ts';

const LOADING = 128;

/** Nothing for a message that is still to come. */
export function shownChange(discord: DiscordSandbox, { kind, stored }: MessageChange): string | undefined {
  const { message } = stored;
  if (kind === 'deleted' || (message.flags ?? 0) & LOADING) return undefined;
  const thread = discord.threadUnder(message.channel_id);
  const where = thread === undefined ? numberOf(discord, message.id) : `thread “${thread.name}”`;
  const edited = message.edited_timestamp === null ? '' : ', edited';
  const text = renderMessage(message, { links: 'hyperlink', colour: true });
  return `\u001b[1mValine\u001b[0m \u001b[2m${where}${edited}\u001b[0m\n${indent(text, thread === undefined ? '' : '    ')}`;
}

/** As `!messages` numbers it. */
function numberOf(discord: DiscordSandbox, messageId: string): string {
  return `message ${discord.messages().findIndex(({ message }) => message.id === messageId) + 1}`;
}
