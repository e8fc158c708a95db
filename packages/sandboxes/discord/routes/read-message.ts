/** Reads a message to create or edit, as JSON or as a form with files. */
import type { Context } from 'hono';
import { discordErrors } from '../forms/api-error.ts';
import type { Upload } from '../forms/attachment-form.ts';
import { type MessageForm, readMessageForm } from '../forms/message-form.ts';
import { FILES_PATH } from './file-routes.ts';
import { parseJson, readJson } from './request-parts.ts';

/** Of each file, on a server without boosts. */
const MAX_BYTES = 10 * 1024 * 1024;

/** @throws DiscordError for what Discord does not take */
export async function readMessage(c: Context): Promise<MessageForm> {
  if (!c.req.header('content-type')?.startsWith('multipart/form-data')) return readMessageForm(await readJson(c));
  const form = await c.req.formData().catch(() => {
    throw discordErrors.invalidJson();
  });
  const uploads = await readUploads(form);
  const filesUrl = new URL(FILES_PATH, c.req.url).href;
  return readMessageForm(parseJson(String(form.get('payload_json') ?? '')), { uploads, filesUrl });
}

function readUploads(form: FormData): Promise<Upload[]> {
  const files = [...form].flatMap(([field, value]) => {
    const number = /^files\[(\d+)\]$/.exec(field)?.[1];
    return number === undefined || typeof value === 'string' ? [] : [{ number, file: value }];
  });
  return Promise.all(
    files.map(async ({ number, file }) => {
      if (file.size > MAX_BYTES) throw discordErrors.fileTooLarge();
      return { number, filename: file.name, type: file.type, bytes: await file.bytes() };
    }),
  );
}
