/** How a message that was probably shown before can be claimed for its edit without having been read. */
import type { Notification } from '@valine/contracts';
import type { MessageBody } from '@valine/discord';
import { firstClaim, type Limits } from '@valine/effects';
import { expiryOf, type MessageEdit } from '@valine/records';
import { isTokenUsable } from './decide-step.ts';
import { fingerprintToSend } from './fingerprint.ts';
import { operationOf } from './write-message.ts';

/** Undefined where only the record can tell what is to be done. */
export function decideEdit(
  { key, place, revision }: Pick<Notification, 'key' | 'place' | 'revision'>,
  body: MessageBody,
  now: number,
  limits: Limits,
): MessageEdit | undefined {
  const throughToken = place.in === 'reply' && isTokenUsable(place.reply, now);
  if (place.in === 'reply' && place.reply.private && !throughToken) return undefined;
  const by = throughToken ? 'edit-original' : 'edit-message';
  const operation = operationOf(by, { id: key, deletions: 0 });
  const { epoch: _, ...claim } = firstClaim({ operation, repeatable: true }, now, limits);
  return { by, claim: { ...claim, revision, fingerprints: [fingerprintToSend(body)] }, expiresAt: expiryOf(now) };
}
