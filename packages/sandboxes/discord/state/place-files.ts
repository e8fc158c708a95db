/** Puts a form's files where Discord puts them: into the embeds that refer to them, the others under the message. */
import type { APIAttachment, APIEmbed } from 'discord-api-types/v10';
import { addNotFound, type NamedFile, type Upload } from '../forms/attachment-form.ts';
import { createFormProblems } from '../forms/form-problems.ts';
import type { MessageForm } from '../forms/message-form.ts';
import { createSnowflake } from '../forms/snowflake.ts';
import { pngSize } from './png-size.ts';
import type { StoredFile } from './state.ts';

export type Placed = {
  /** All the message has. */
  files: StoredFile[];
  /** Those that stand in no embed: https://github.com/discord/discord-api-docs/pull/8279 */
  attachments: APIAttachment[];
  embeds: APIEmbed[];
};

/** `before`: the files and embeds the message has. @throws DiscordError 50035 for a file that is not there */
export function placeFiles(
  form: MessageForm,
  channelId: string,
  before: Pick<Placed, 'files' | 'embeds'> = { files: [], embeds: [] },
): Placed {
  const files = filesOf(form, channelId, before.files);
  const embeds = (form.embeds ?? before.embeds).map((embed) => withImage(embed, files));
  const used = new Set(embeds.map(({ image }) => image?.url));
  const attachments = files.map(({ attachment }) => attachment).filter(({ url }) => !used.has(url));
  return { files, embeds, attachments };
}

function filesOf(form: MessageForm, channelId: string, before: readonly StoredFile[]): StoredFile[] {
  const problems = createFormProblems();
  const files = namedFiles(form, before).flatMap((named, index) => {
    const upload = form.uploads.find(({ number }) => number === named.id);
    if (upload !== undefined) return [store(upload, named, form.filesUrl, channelId)];
    const kept = before.find(({ attachment }) => attachment.id === named.id);
    if (kept === undefined) addNotFound(problems, index);
    return kept === undefined ? [] : [describe(kept, named)];
  });
  problems.throwIfAny();
  return files;
}

function namedFiles({ attachments, uploads }: MessageForm, before: readonly StoredFile[]): readonly NamedFile[] {
  return (
    attachments ?? [...before.map(({ attachment: { id } }) => ({ id })), ...uploads.map(({ number: id }) => ({ id }))]
  );
}

function store(
  upload: Upload,
  { filename = upload.filename, description }: NamedFile,
  filesUrl: string,
  channelId: string,
): StoredFile {
  const id = createSnowflake(Date.now());
  const url = `${filesUrl}/${channelId}/${id}/${encodeURIComponent(filename)}`;
  const { bytes, type } = upload;
  const attachment = { id, filename, size: bytes.length, url, proxy_url: url, content_type: type, ...pngSize(bytes) };
  return describe(
    { attachment, base64: Buffer.from(bytes).toString('base64') },
    { id, ...(description && { description }) },
  );
}

function describe({ attachment, base64 }: StoredFile, { description }: NamedFile): StoredFile {
  return { attachment: { ...attachment, ...(description === undefined ? {} : { description }) }, base64 };
}

/** `attachment://name` becomes the file's address. Of one that is not there nothing is shown. */
function withImage(embed: APIEmbed, files: readonly StoredFile[]): APIEmbed {
  const name = /^attachment:\/\/(.+)$/.exec(embed.image?.url ?? '')?.[1];
  const file = files.find(({ attachment }) => attachment.filename === name)?.attachment;
  if (name === undefined || file === undefined) return embed;
  const { url, proxy_url, content_type, description, width, height } = file;
  const size = typeof width === 'number' && typeof height === 'number' ? { width, height } : {};
  const about = { ...(content_type && { content_type }), ...(description && { description }) };
  return { ...embed, image: { url, proxy_url, ...size, ...about } };
}
