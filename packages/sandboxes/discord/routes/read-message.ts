/** Reads a message to create or edit, as JSON or as a form with files. */
import { DISCORD_LIMITS, refusals, type Upload } from '@valine/discord-model';
import type { Context } from 'hono';
import { readMessageForm, type SentForm } from '../forms/message-form.ts';
import { FILES_PATH } from './file-routes.ts';
import { parseJson, readJson } from './request-parts.ts';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** @throws Refusal for what Discord does not take */
export async function readMessage(c: Context): Promise<SentForm> {
  if (!c.req.header('content-type')?.startsWith('multipart/form-data')) return readMessageForm(await readJson(c));
  const form = await c.req.formData().catch(() => {
    throw refusals.invalidJson();
  });
  const uploads = await readUploads(form, new URL(FILES_PATH, c.req.url).href);
  return readMessageForm(parseJson(String(form.get('payload_json') ?? '')), uploads);
}

function readUploads(form: FormData, baseUrl: string): Promise<Upload[]> {
  const files = [...form].flatMap(([field, value]) => {
    const number = /^files\[(\d+)\]$/.exec(field)?.[1];
    return number === undefined || typeof value === 'string' ? [] : [{ number, file: value }];
  });
  return Promise.all(
    files.map(async ({ number, file }) => {
      if (file.size > DISCORD_LIMITS.fileBytes) throw refusals.fileTooLarge();
      const bytes = Buffer.from(await file.bytes());
      const { name: filename, type, size } = file;
      return { number, filename, type, size, base64: bytes.toString('base64'), baseUrl, ...pngSize(bytes) };
    }),
  );
}

/** How large a PNG is, from its first bytes; nothing for other files. */
function pngSize(file: Buffer): { width: number; height: number } | Record<never, never> {
  if (file.length < 24 || !file.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return {};
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}
