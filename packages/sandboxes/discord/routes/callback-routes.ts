/** `/interactions/{id}/{token}/callback`: the other way to answer, which an HTTP answer has already taken. */
import type { Hono } from 'hono';
import { discordErrors } from '../forms/api-error.ts';
import type { MessageBook } from '../state/message-book.ts';

export function callbackRoutes(app: Hono, { state }: MessageBook): void {
  app.post('/interactions/:interaction/:token/callback', (c) => {
    const interaction = state.interactions.find(
      (each) => each.id === c.req.param('interaction') && each.token === c.req.param('token'),
    );
    // This sandbox takes first answers over HTTP only; one that waits for such an answer is not known here.
    if (interaction?.state !== 'acknowledged') throw discordErrors.unknownInteraction();
    throw discordErrors.alreadyAcknowledged();
  });
}
