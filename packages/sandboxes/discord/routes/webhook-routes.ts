/** Answers to interactions: the message `@original` of `/webhooks/{application}/{token}`, while the token lives. */
import { editMessage, interactionOf, originalOf, refusals } from '@valine/discord-model';
import type { Hono } from 'hono';
import type { MessageBook } from '../state/message-book.ts';
import { apiMessage } from '../state/message-view.ts';
import { readMessage } from './read-message.ts';

export function webhookRoutes(app: Hono, { state, facts }: MessageBook): void {
  app.patch('/webhooks/:application/:token/messages/@original', async (c) => {
    if (c.req.param('application') !== state.applicationId) throw refusals.unknownWebhook();
    const message = originalOf(state, interactionOf(state, c.req.param('token'), Date.now()));
    return c.json(apiMessage(state, editMessage(message, facts(), await readMessage(c))));
  });
}
