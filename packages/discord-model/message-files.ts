/** The files of a message: which it has after a write, and which of them stand in an embed. */
import type { APIAttachment, APIEmbed } from 'discord-api-types/v10';
import type { StoredFile } from './model.ts';
import { refusals } from './refusals.ts';

/** A file of the request, by the number it was sent under. `baseUrl`: where files can be had, without a slash at its end. */
export type Upload = Pick<APIAttachment, 'filename' | 'size' | 'width' | 'height'> & {
  number: string;
  type: string;
  base64: string;
  baseUrl: string;
};

/** `id` is the number of an upload, or the id of an attachment the message has. */
export type NamedFile = { id: string; filename?: string; description?: string };

export type FilesForm = {
  /** The files it is to have; absent: those it has, and the uploads. */
  attachments?: NamedFile[];
  uploads?: readonly Upload[];
};

/** @throws Refusal 50035 for a file that is not there */
export function filesAfter(
  { attachments, uploads = [] }: FilesForm,
  before: readonly StoredFile[],
  channelId: string,
  newId: () => string,
): StoredFile[] {
  const all = [...before.map(({ attachment: { id } }) => ({ id })), ...uploads.map(({ number: id }) => ({ id }))];
  const named: readonly NamedFile[] = attachments ?? all;
  const files = named.map(({ id, filename, description }) => {
    const upload = uploads.find(({ number }) => number === id);
    const file = upload ? stored(upload, filename, channelId, newId()) : before.find((one) => one.attachment.id === id);
    return file && described(file, description);
  });
  const missing = files.flatMap((file, index) => (file === undefined ? [index] : []));
  if (missing.length > 0) throw refusals.invalidForm({ attachments: Object.fromEntries(missing.map(notFoundAt)) });
  return files.filter((file) => file !== undefined);
}

/** As Discord says it: https://github.com/Cogmasters/concord/issues/78 */
function notFoundAt(index: number) {
  const _errors = [{ code: 'ATTACHMENT_NOT_FOUND', message: 'Attachment data not found' }];
  return [String(index), { _errors }] as const;
}

function stored(upload: Upload, filename = upload.filename, channelId: string, id: string): StoredFile {
  const { number: _, type, base64, baseUrl, ...about } = upload;
  const url = `${baseUrl}/${channelId}/${id}/${encodeURIComponent(filename)}`;
  return { attachment: { id, ...about, filename, url, proxy_url: url, content_type: type }, base64 };
}

function described({ attachment, base64 }: StoredFile, description: string | undefined): StoredFile {
  return { attachment: { ...attachment, ...(description !== undefined && { description }) }, base64 };
}

/** A file stands in the embed that names it, or else under the message: https://github.com/discord/discord-api-docs/pull/8279 */
export function shownFiles({ embeds, files }: { embeds: readonly APIEmbed[]; files: readonly StoredFile[] }) {
  const shown = embeds.map((embed) => withImage(embed, files));
  const used = new Set(shown.map(({ image }) => image?.url));
  const attachments = files.map(({ attachment }) => attachment).filter(({ url }) => !used.has(url));
  return { embeds: shown, attachments };
}

/** `attachment://name` becomes the file's address. */
function withImage(embed: APIEmbed, files: readonly StoredFile[]): APIEmbed {
  const name = /^attachment:\/\/(.+)$/.exec(embed.image?.url ?? '')?.[1];
  const file = files.find(({ attachment }) => attachment.filename === name)?.attachment;
  if (name === undefined || file === undefined) return embed;
  const { url, proxy_url, content_type, description, width, height } = file;
  const size = typeof width === 'number' && typeof height === 'number' ? { width, height } : {};
  const about = { ...(content_type && { content_type }), ...(description && { description }) };
  return { ...embed, image: { url, proxy_url, ...size, ...about } };
}
