/** The files of messages, as Discord's own servers give them out to everyone who has the address. */
import { refusals } from '@valine/discord-model';
import type { Hono } from 'hono';
import type { MessageBook } from '../state/message-book.ts';

export const FILES_PATH = '/attachments';

export function fileRoutes(app: Hono, { state }: Pick<MessageBook, 'state'>): void {
  app.get(`${FILES_PATH}/:channel/:attachment/:filename`, (c) => {
    const files = state.messages.flatMap(({ body }) => body.files);
    const found = files.find(({ attachment }) => attachment.id === c.req.param('attachment'));
    if (found === undefined) throw refusals.notFound();
    const { content_type: type = 'application/octet-stream' } = found.attachment;
    return c.body(Buffer.from(found.base64, 'base64'), 200, { 'content-type': type });
  });
}
