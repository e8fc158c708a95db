/** The sandbox's HTTP application: the part of Discord's API that an HTTP-only bot uses. */
import { Refusal, refusals } from '@valine/discord-model';
import { Hono } from 'hono';
import type { Faults } from '../shared/faults.ts';
import type { RequestLog } from '../shared/request-log.ts';
import { type AnswersPing, applicationRoutes } from './routes/application-routes.ts';
import { channelRoutes } from './routes/channel-routes.ts';
import { fileRoutes } from './routes/file-routes.ts';
import { guildRoutes } from './routes/guild-routes.ts';
import type { RateLimits } from './routes/rate-limit.ts';
import { checkBotToken } from './routes/request-parts.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import type { MessageBook } from './state/message-book.ts';

export const API_PATH = '/api/v10';

export type AppParts = {
  book: MessageBook;
  limits: RateLimits;
  faults: Faults;
  requests: RequestLog;
  answersPing: AnswersPing;
};

export function createApp({ book, limits, faults, requests, answersPing }: AppParts): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    const known = error instanceof Refusal ? error : new Refusal(500, 0, '500: Internal Server Error');
    return c.json(known.body, known.status as 400);
  });
  app.notFound((c) => c.json(refusals.notFound().body, 404));

  fileRoutes(app, book);
  const api = new Hono();
  api.use(requests.middleware, faults.middleware);
  // The token in the path is the credential of these two; they ask for no bot token.
  api.use('/webhooks/*', limits.middleware);
  webhookRoutes(api, book);
  for (const path of ['/channels/*', '/applications/*', '/guilds/*', '/users/*'])
    api.use(path, checkBotToken(book.state.botToken), limits.middleware);
  channelRoutes(api, book);
  guildRoutes(api, book.state);
  applicationRoutes(api, book, answersPing);
  app.route(API_PATH, api);
  return app;
}
