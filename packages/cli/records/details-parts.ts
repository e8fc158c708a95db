/** What the details of plans and trackings have in common. */
import { agoText, type Outgoing } from '@valine/contracts';
import type { EffectOwner, EffectRecord, PostedMessage } from '@valine/records';
import { tableText } from '../terminal/table.ts';

/** `aboutText`: what stands between repository and requester; `moreText`: what stands at the end of the line. */
export function recordText(
  record: EffectOwner,
  now: number,
  { aboutText = '', moreText = '' }: { aboutText?: string; moreText?: string },
): string {
  const { repository, requestedBy, requestedAt, updatedAt, version } = record;
  const by = `requested by ${requestedBy.name} ${agoText(requestedAt, now)}`;
  return `${repository}${aboutText}, ${by}, changed ${agoText(updatedAt, now)} (version ${version})${moreText}`;
}

export function effectsText({ effects }: EffectOwner, now: number): string[] {
  if (effects.length === 0) return [];
  const rows = effects.map((effect) => [effect.id, effect.kind, effectStateText(effect, now)]);
  return [`${tableText(['effect', 'what', 'state'], rows)}\n`];
}

function effectStateText({ outcome, parked, claim, intendedAt }: EffectRecord, now: number): string {
  if (parked !== undefined) return `PARKED ${agoText(parked.at, now)}: ${parked.reason}`;
  if (outcome !== undefined) return `done${outcome.id === undefined ? '' : `: ${outcome.id}`}`;
  const tries = claim === undefined || claim.unconfirmed === 0 ? '' : ', may have happened';
  return `intended ${agoText(intendedAt, now)}${tries}`;
}

/** What it has taken in, what it has still to send, and where its message stands. */
export function deliveryTexts({ applied, outbox }: EffectOwner, message: PostedMessage | undefined): string[] {
  return [
    `Applied     ${applied.length} interactions and deliveries`,
    `To be sent  ${outboxText(outbox)}`,
    `Message     ${postedText(message)}`,
  ];
}

function outboxText(outbox: readonly Outgoing[]): string {
  return outbox.length === 0 ? 'nothing' : outbox.map(({ type, id }) => `${type} ${id}`).join(', ');
}

function postedText(message: PostedMessage | undefined): string {
  if (message === undefined) return 'not shown yet';
  const { id, messageId, channelId, threadId, shownRevision, parked } = message;
  const place = messageId === undefined ? 'the answer to its command' : `${messageId} in channel ${channelId ?? '?'}`;
  const thread = threadId === undefined ? '' : `, thread ${threadId}`;
  const stuck = parked === undefined ? '' : `, PARKED at revision ${parked.revision} (${id}): ${parked.reason}`;
  return `${place}, shows revision ${shownRevision}${thread}${stuck}`;
}
