/** What an operator says of an effect that is parked: that it is done, that it is to be tried again, or that nobody needs it any more. */
import type { Notification } from '@valine/contracts';
import type { EffectOwner } from './effect-owner.ts';
import { operationId } from './ids.ts';
import { type EffectClaim, type EffectRecord, effectDue } from './kinds/effect-record.ts';
import type { MessageClaim, PostedMessage } from './kinds/posted-message.ts';
import { expiryOf } from './retention.ts';

/** `id`: what the effect left at GitHub or Discord (a number, SHA or id). */
export type Resolution = { is: 'done'; id: string } | { is: 'retry' };

/** What follows from these goes by the number: with anything else it would stop there. */
const NUMBERED: readonly string[] = ['create-pull-request', 'dispatch-workflow'];

/** Whether an effect of that kind can have left what an operator says. */
export function leavesNumber(kind: string, id: string): boolean {
  return !NUMBERED.includes(kind) || /^[1-9]\d{0,15}$/.test(id);
}

/** It stays parked, as nobody knows what became of it, and is listed no more. `by`: the id of the person. */
export type Drop = { by: string; reason: string };

/** Undefined when the record has no such effect, it is not parked, or it was dropped before. The dispatcher then shows the record anew. */
export function dropEffect<R extends EffectOwner>(record: R, effectId: string, drop: Drop, now: number): R | undefined {
  const found = record.effects.find(({ id }) => id === effectId);
  if (found?.parked === undefined || found.parked.dropped !== undefined) return undefined;
  const dropped = { ...found, parked: { ...found.parked, dropped: { ...drop, at: now } } };
  return {
    ...record,
    version: record.version + 1,
    updatedAt: now,
    expiresAt: expiryOf(now),
    effects: record.effects.map((effect) => (effect === found ? dropped : effect)),
    outbox: [...record.outbox, effectDue(record, found)],
  };
}

/** Undefined when the record has no such effect, or it is not parked. The dispatcher then goes on from its outbox. */
export function resolveEffect<R extends EffectOwner>(
  record: R,
  effectId: string,
  resolution: Resolution,
  now: number,
): R | undefined {
  const parked = record.effects.find((effect) => effect.id === effectId && effect.parked !== undefined);
  if (parked === undefined) return undefined;
  const resolved = { ...resolvedEffect(parked, resolution), resolvedAt: now };
  return {
    ...record,
    version: record.version + 1,
    updatedAt: now,
    expiresAt: expiryOf(now),
    effects: record.effects.map((effect) => (effect === parked ? resolved : effect)),
    outbox: [...record.outbox, effectDue(record, parked)],
  };
}

function resolvedEffect({ parked: _, claim, ...effect }: EffectRecord, resolution: Resolution): EffectRecord {
  if (resolution.is === 'done') return { ...effect, outcome: { id: resolution.id } };
  return { ...effect, ...(claim === undefined ? {} : { claim: retried(claim) }) };
}

/** Its tries begin anew; a claim that is open still has it looked for first. */
function retried<Claim extends EffectClaim | MessageClaim>(claim: Claim): Claim {
  return { ...claim, unconfirmed: Math.min(claim.unconfirmed, 1) };
}

/** Undefined when the message is not parked, or cannot be shown any more: it was for one person, and too late. */
export function resolveMessage(message: PostedMessage, resolution: Resolution, now: number): PostedMessage | undefined {
  const { parked, claim, ...rest } = message;
  if (parked?.notification === undefined) return undefined;
  const next = { ...rest, version: message.version + 1, expiresAt: expiryOf(now) };
  if (resolution.is === 'retry') {
    const notification = { ...parked.notification, id: operationId(parked.notification.id, `retry ${next.version}`) };
    return { ...next, ...(claim === undefined ? {} : { claim: retried(claim) }), outbox: [notification] };
  }
  const channelId = message.channelId ?? claim?.channelId ?? channelOf(parked.notification);
  const shownRevision = Math.max(message.shownRevision, parked.revision);
  return { ...next, shownRevision, messageId: resolution.id, ...(channelId === undefined ? {} : { channelId }) };
}

function channelOf({ place }: Notification): string | undefined {
  if (place.in === 'thread' || place.in === 'direct') return undefined;
  return 'reply' in place ? place.reply.channelId : place.channelId;
}

/** As it is kept with a parked message: without the token of its interaction. Undefined if only one person may see it. */
export function withoutToken(notification: Notification): Notification | undefined {
  const { place } = notification;
  if (!('reply' in place)) return notification;
  if (place.reply.private) return undefined;
  return { ...notification, place: { in: 'reply', reply: { ...place.reply, token: '', tokenExpiresAt: 0 } } };
}
