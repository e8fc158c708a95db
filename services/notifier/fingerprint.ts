/** The fingerprint by which a message of ours is known again in a channel: Discord keeps no nonce for reading later. */
import type { MessageBody } from '@valine/discord';
import { deriveId } from '@valine/records';

type Embed = {
  type?: string;
  title?: string | undefined;
  description?: string | undefined;
  footer?: { text: string } | undefined;
};

/** Of what people can read of what was sent: Discord trims white space, and adds previews of addresses. */
export function fingerprintOf({
  content,
  embeds,
}: MessageBody | { content: string; embeds: readonly Embed[] }): string {
  const sent = embeds.filter(({ type = 'rich' }: Embed) => type === 'rich');
  const texts = [content, ...sent.flatMap(textsOf)];
  return deriveId(16, texts.join(' ').replace(/\s+/g, ' ').trim());
}

const known = new WeakMap<MessageBody, string>();

/**
 * The same of a body that is to be sent, with what can be pressed and chosen on it: two cards may differ by nothing else.
 * Every step asks for it, and it is made once.
 */
export function fingerprintToSend(body: MessageBody): string {
  const fingerprint = known.get(body) ?? `${fingerprintOf(body)}${wayFingerprintOf(body)}`;
  known.set(body, fingerprint);
  return fingerprint;
}

function wayFingerprintOf({ components = [] }: MessageBody): string {
  return components.length === 0 ? '' : `.${deriveId(8, JSON.stringify(components))}`;
}

/** Whether one of these, of what was to be sent, is that of a message that was found. */
export function isFingerprintOf(sent: readonly string[], found: Parameters<typeof fingerprintOf>[0]): boolean {
  const fingerprint = fingerprintOf(found);
  return sent.some((each) => each.split('.', 1)[0] === fingerprint);
}

/** The footer too: two approvals more or less are all that tells one card from another. */
function textsOf({ title = '', description = '', footer }: Embed): string[] {
  return [title, description, footer?.text ?? ''];
}
