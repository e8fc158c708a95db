/** What routes read from a request: its JSON, the channel, the message, who sends it. */
import type { Context, MiddlewareHandler } from 'hono';
import { discordErrors } from '../forms/api-error.ts';
import type { MessageBook } from '../state/message-book.ts';
import type { DiscordState, StoredMessage } from '../state/state.ts';

export async function readJson(c: Context): Promise<unknown> {
  return parseJson(await c.req.text());
}

/** Nothing at all is an empty object. @throws DiscordError 50109 */
export function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw discordErrors.invalidJson();
  }
}

export function checkBotToken(token: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.header('authorization') !== `Bot ${token}`) throw discordErrors.unauthorized();
    await next();
  };
}

/** The channel or thread the path speaks of. */
export function channelIdOf(c: Context, state: DiscordState): string {
  const id = c.req.param('channel') ?? '';
  if (id !== state.channelId && !state.threads.some((thread) => thread.id === id)) throw discordErrors.unknownChannel();
  return id;
}

/** Ephemeral messages are not there for the bot. */
export function channelMessageOf(c: Context, book: MessageBook): StoredMessage {
  const channelId = channelIdOf(c, book.state);
  const stored = book.find(c.req.param('message'));
  if (stored === undefined || stored.message.channel_id !== channelId || stored.seenBy !== undefined)
    throw discordErrors.unknownMessage();
  return stored;
}
