/** `/channels/{channel}`: the bot's own messages, and threads under messages. */
import {
  createMessage,
  DISCORD_LIMITS,
  deleteMessage,
  EPHEMERAL,
  editMessage,
  findMessage,
  type Message,
  messageInChannel,
  messageToEdit,
  openDirect,
  openThread,
  refusals,
  reopenThread,
  seenByAll,
} from '@valine/discord-model';
import type { APIMessage } from 'discord-api-types/v10';
import type { Context, Hono } from 'hono';
import { createFormProblems } from '../forms/form-problems.ts';
import { isRecord } from '../forms/is-record.ts';
import type { SentForm } from '../forms/message-form.ts';
import { directView, threadView } from '../state/channel-view.ts';
import type { MessageBook } from '../state/message-book.ts';
import { apiMessage } from '../state/message-view.ts';
import type { DiscordState, Member } from '../state/state.ts';
import { userOf } from '../state/users.ts';
import { readMessage } from './read-message.ts';
import { readJson } from './request-parts.ts';

export function channelRoutes(app: Hono, book: MessageBook): void {
  const { state, facts } = book;
  const messageOf = (c: Context): Message =>
    messageInChannel(state, c.req.param('channel') ?? '', c.req.param('message') ?? '');
  app.post('/users/@me/channels', async (c) => {
    const person = recipient(state, await readJson(c));
    const direct = openDirect(state, facts(), person.id);
    book.save();
    return c.json(directView(direct, person));
  });
  app.patch('/channels/:channel', async (c) => {
    const thread = reopenThread(state, c.req.param('channel'));
    book.save();
    return c.json(threadView(state, thread));
  });
  app.get('/channels/:channel/messages', (c) => c.json(listMessages(c, book, c.req.param('channel'))));
  app.post('/channels/:channel/messages', async (c) =>
    c.json(postMessage(book, c.req.param('channel'), await readMessage(c))),
  );
  const one = '/channels/:channel/messages/:message';
  app.patch(one, async (c) => {
    const message = messageToEdit(state, c.req.param('channel'), c.req.param('message'));
    return c.json(apiMessage(state, editMessage(message, facts(), await readMessage(c))));
  });
  app.delete(one, (c) => {
    deleteMessage(messageOf(c), facts());
    return c.body(null, 204);
  });
  app.post(`${one}/threads`, async (c) => {
    const { channelId, id: messageId } = messageOf(c);
    const thread = openThread(state, facts(), { channelId, messageId }, readName(await readJson(c)));
    book.save();
    return c.json(threadView(state, thread), 201);
  });
}

function postMessage({ state, facts }: MessageBook, channelId: string, form: SentForm): APIMessage {
  const { nonce, enforceNonce } = form;
  const given = nonce !== undefined && { nonce };
  const more = { flags: form.flags & ~EPHEMERAL, ...given, ...repliesAndPings(state, channelId, form) };
  return apiMessage(state, createMessage(state, facts(), channelId, form, { more, ...(enforceNonce && given) }));
}

/** @throws Refusal 50033 for whom Discord does not know, and for the bot itself */
function recipient({ members }: DiscordState, body: unknown): Member {
  const member = members.find(({ id }) => isRecord(body) && id === body['recipient_id']);
  if (member === undefined) throw refusals.invalidRecipient();
  return member;
}

/** Discord notifies those who are mentioned in the text and allowed by name. */
function repliesAndPings(state: DiscordState, channelId: string, { content = '', pings, replyTo }: SentForm) {
  const isPinged = ({ id }: { id: string }) => pings.includes(id) && content.includes(`<@${id}>`);
  const answered = findMessage(state, replyTo);
  return {
    mentions: state.members.filter(isPinged).map(userOf),
    ...(answered?.channelId === channelId && {
      type: 19 as const,
      message_reference: { type: 0 as const, channel_id: channelId, message_id: answered.id },
    }),
  };
}

/** The newest first. */
function listMessages(c: Context, { state }: MessageBook, channelId: string): APIMessage[] {
  const limit = Math.min(Math.max(Number(c.req.query('limit') ?? 50) || 50, 1), 100);
  const newest = seenByAll(state, channelId).slice(-limit);
  return newest.toReversed().map((message) => apiMessage(state, message));
}

function readName(body: unknown): string {
  const problems = createFormProblems();
  const name = isRecord(body) ? body.name : undefined;
  problems.text(['name'], name, { min: 1, max: DISCORD_LIMITS.threadName, required: true });
  problems.throwIfAny();
  return String(name);
}
