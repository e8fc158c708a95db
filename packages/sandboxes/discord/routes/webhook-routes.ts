/** Answers to interactions: `@original` of `/webhooks/{application}/{token}`, and what follows it, while the token lives. */
import {
  deleteOriginal,
  EPHEMERAL,
  editMessage,
  followUp,
  interactionOf,
  originalOf,
  refusals,
} from '@valine/discord-model';
import type { Context, Hono } from 'hono';
import type { MessageBook } from '../state/message-book.ts';
import { answerParts, apiMessage } from '../state/message-view.ts';
import { readMessage } from './read-message.ts';

export function webhookRoutes(app: Hono, { state, facts }: MessageBook): void {
  app.patch('/webhooks/:application/:token/messages/@original', async (c) => {
    const message = originalOf(state, interactionOf(state, tokenIn(c), Date.now()));
    return c.json(apiMessage(state, editMessage(message, facts(), await readMessage(c))));
  });

  app.delete('/webhooks/:application/:token/messages/@original', (c) => {
    deleteOriginal(state, facts(), tokenIn(c));
    return c.body(null, 204);
  });

  app.post('/webhooks/:application/:token', async (c) => {
    const token = tokenIn(c);
    const { flags, ...form } = await readMessage(c);
    const more = { type: 0, ...answerParts(state, interactionOf(state, token, Date.now())) };
    const about = { private: (flags & EPHEMERAL) !== 0, more };
    return c.json(apiMessage(state, followUp(state, facts(), token, form, about)));
  });

  function tokenIn(c: Context): string {
    if (c.req.param('application') !== state.applicationId) throw refusals.unknownWebhook();
    return c.req.param('token') ?? '';
  }
}
