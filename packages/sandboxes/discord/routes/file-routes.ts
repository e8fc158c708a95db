/** The files of messages, as Discord's own servers give them out to everyone who has the address. */
import type { Hono } from 'hono';
import { discordErrors } from '../forms/api-error.ts';
import type { MessageBook } from '../state/message-book.ts';

export const FILES_PATH = '/attachments';

export function fileRoutes(app: Hono, { state }: Pick<MessageBook, 'state'>): void {
  app.get(`${FILES_PATH}/:channel/:attachment/:filename`, (c) => {
    const files = state.messages.flatMap((stored) => stored.files ?? []);
    const found = files.find(({ attachment }) => attachment.id === c.req.param('attachment'));
    if (found === undefined) throw discordErrors.notFound();
    const { content_type: type = 'application/octet-stream' } = found.attachment;
    return c.body(Buffer.from(found.base64, 'base64'), 200, { 'content-type': type });
  });
}
