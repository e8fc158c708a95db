/** The fingerprint by which a message of ours is known again in a channel: Discord keeps no nonce for reading later. */
import type { MessageBody } from '@valine/discord';
import { deriveId } from '@valine/runs';

type Shown = { content: string; embeds: readonly { title?: string | undefined; description?: string | undefined }[] };

/** Of what people can read, white space aside, which Discord trims. */
export function markOf({ content, embeds }: MessageBody | Shown): string {
  const texts = [content, ...embeds.flatMap(({ title = '', description = '' }) => [title, description])];
  return deriveId(16, texts.join(' ').replace(/\s+/g, ' ').trim());
}
