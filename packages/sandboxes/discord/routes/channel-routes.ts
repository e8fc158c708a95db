/** `/channels/{channel}`: the bot's own messages, and threads under messages. */
import type { APIMessage } from 'discord-api-types/v10';
import type { Context, Hono } from 'hono';
import { discordErrors } from '../forms/api-error.ts';
import { createFormProblems } from '../forms/form-problems.ts';
import { isRecord } from '../forms/is-record.ts';
import { assertVisible, type MessageForm } from '../forms/message-form.ts';
import { snowflakeTime } from '../forms/snowflake.ts';
import { channelView, threadView } from '../state/channel-view.ts';
import type { MessageBook } from '../state/message-book.ts';
import { placeFiles } from '../state/place-files.ts';
import type { StoredMessage } from '../state/state.ts';
import { readMessage } from './read-message.ts';
import { channelIdOf, channelMessageOf, readJson } from './request-parts.ts';

/** How long a nonce is remembered: "the past few minutes". */
const NONCE_LIFE_MS = 5 * 60 * 1000;

export function channelRoutes(app: Hono, book: MessageBook): void {
  const { state } = book;
  app.get('/channels/:channel', (c) => c.json(channelView(state, channelIdOf(c, state))));
  app.get('/channels/:channel/messages', (c) => c.json(listMessages(c, book)));
  app.post('/channels/:channel/messages', async (c) => {
    const channelId = channelIdOf(c, state);
    return c.json(postMessage(book, channelId, await readMessage(c)));
  });
  const one = '/channels/:channel/messages/:message';
  app.get(one, (c) => c.json(channelMessageOf(c, book).message));
  app.patch(one, async (c) => {
    const stored = channelMessageOf(c, book);
    if (stored.message.author.id !== state.applicationId) throw discordErrors.otherAuthor();
    book.edit(stored, await readMessage(c));
    return c.json(stored.message);
  });
  app.delete(one, (c) => {
    book.remove(channelMessageOf(c, book));
    return c.body(null, 204);
  });
  app.post(`${one}/threads`, async (c) => c.json(openThread(book, channelMessageOf(c, book), await readJson(c)), 201));
}

function postMessage(book: MessageBook, channelId: string, form: MessageForm): APIMessage {
  const { content = '', components = [], flags, nonce } = form;
  const { files, ...placed } = placeFiles(form, channelId);
  assertVisible({ content, components, ...placed });
  const enforced = form.enforceNonce ? form.nonce : undefined;
  const earlier = enforced === undefined ? undefined : sameNonce(book, channelId, enforced);
  if (earlier !== undefined) return earlier.message;
  const parts = { content, components, ...placed, flags, ...(nonce === undefined ? {} : { nonce }) };
  return book.create(channelId, parts, { files, ...(enforced === undefined ? {} : { nonce: enforced }) }).message;
}

function sameNonce(book: MessageBook, channelId: string, nonce: string): StoredMessage | undefined {
  return book.state.messages.find(
    (each) =>
      each.nonce === nonce &&
      each.message.channel_id === channelId &&
      snowflakeTime(each.message.id) > Date.now() - NONCE_LIFE_MS,
  );
}

/** The newest first. */
function listMessages(c: Context, book: MessageBook): APIMessage[] {
  const channelId = channelIdOf(c, book.state);
  const limit = Math.min(Math.max(Number(c.req.query('limit') ?? 50) || 50, 1), 100);
  const before = BigInt(c.req.query('before') ?? '9223372036854775807');
  const after = BigInt(c.req.query('after') ?? '0');
  const seen = book.state.messages
    .filter((each) => each.message.channel_id === channelId && each.seenBy === undefined)
    .map((each) => each.message)
    .filter((message) => BigInt(message.id) < before && BigInt(message.id) > after);
  // With `after`, Discord answers the ones that follow it directly.
  const page = c.req.query('after') === undefined ? seen.slice(-limit) : seen.slice(0, limit);
  return page.toReversed();
}

function openThread(book: MessageBook, stored: StoredMessage, body: unknown) {
  const { state } = book;
  const { id, channel_id: parentId } = stored.message;
  const problems = createFormProblems();
  const name = isRecord(body) ? body.name : undefined;
  problems.text(['name'], name, { min: 1, max: 100, required: true });
  problems.throwIfAny();
  if (state.threads.some((thread) => thread.id === id)) throw discordErrors.threadExists();
  const thread = { id, parentId, name: String(name), createdAt: new Date().toISOString() };
  state.threads.push(thread);
  book.markThread(stored);
  return threadView(state, thread);
}
