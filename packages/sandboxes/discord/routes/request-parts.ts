/** What routes read from a request: its JSON, and who sends it. */
import { refusals } from '@valine/discord-model';
import type { Context, MiddlewareHandler } from 'hono';

export async function readJson(c: Context): Promise<unknown> {
  return parseJson(await c.req.text());
}

/** Nothing at all is an empty object. @throws DiscordError 50109 */
export function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.invalidJson();
  }
}

export function checkBotToken(token: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.header('authorization') !== `Bot ${token}`) throw refusals.unauthorized();
    await next();
  };
}
