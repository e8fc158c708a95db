/** Answers to interactions: `/webhooks/{application}/{token}` while the token lives, and the callback, which is taken. */
import {
  deleteMessage,
  EPHEMERAL,
  editMessage,
  followUp,
  type Interaction,
  interactionOf,
  type Message,
  messageOfInteraction,
  refusals,
  refuseFirstAnswer,
} from '@valine/discord-model';
import type { Context, Hono } from 'hono';
import type { MessageBook } from '../state/message-book.ts';
import { answerParts, apiMessage } from '../state/message-view.ts';
import { readMessage } from './read-message.ts';

export function webhookRoutes(app: Hono, book: MessageBook): void {
  const { state, facts } = book;
  // This sandbox takes first answers over HTTP only; one that waits for such an answer is not known here.
  app.post('/interactions/:interaction/:token/callback', (c) =>
    refuseFirstAnswer(state, c.req.param('interaction'), c.req.param('token')),
  );
  const base = '/webhooks/:application/:token';
  app.post(base, async (c) => {
    const interaction = openOf(c, book);
    const form = await readMessage(c);
    const about = { private: (form.flags & EPHEMERAL) !== 0, more: answerParts(state, interaction) };
    return c.json(apiMessage(state, followUp(state, facts(), interaction, form, about)));
  });
  const one = `${base}/messages/:message{@original|[0-9]+}`;
  app.get(one, (c) => c.json(apiMessage(state, messageOf(c, book))));
  app.patch(one, async (c) => {
    const message = messageOf(c, book);
    return c.json(apiMessage(state, editMessage(message, facts(), await readMessage(c))));
  });
  app.delete(one, (c) => {
    deleteMessage(messageOf(c, book), facts());
    return c.body(null, 204);
  });
}

function openOf(c: Context, { state }: MessageBook): Interaction {
  if (c.req.param('application') !== state.applicationId) throw refusals.unknownWebhook();
  return interactionOf(state, c.req.param('token') ?? '', Date.now());
}

function messageOf(c: Context, book: MessageBook): Message {
  return messageOfInteraction(book.state, openOf(c, book), c.req.param('message') ?? '');
}
