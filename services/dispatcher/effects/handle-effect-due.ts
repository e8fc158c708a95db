/** Goes on with an effect whose first attempt died, waits, or is to be repeated; or with an operator's decision about it. */
import type { EffectDue, Outgoing } from '@valine/contracts';
import { flushOutbox, RetryLater, sendOutgoing } from '@valine/lambda-kit';
import {
  type Change,
  changeRecord,
  expiryOf,
  getEffect,
  isEffectOpen,
  type OwnerKind,
  type RecordOf,
} from '@valine/records';
import { asWished } from '../people/called.ts';
import { settledMessages } from './effect-journal.ts';
import type { OwnerRules } from './owner-rules.ts';
import { type EffectPorts, resumeEffect } from './start-effects.ts';

/** Whoever has it mostly ends well before its lease does. */
const SOON_SECONDS = 5;

/** `waits`: how often the message has waited. @throws RetryLater while the effect has to wait */
export async function handleEffectDue<K extends OwnerKind>(
  ports: EffectPorts,
  rules: OwnerRules<K>,
  message: EffectDue,
  waits: number,
): Promise<void> {
  const { store, clock, logger } = ports;
  const { ownerId, effectId } = message;
  const { record: owner, verdict: isDecided } = await changeRecord(store, rules.kind, ownerId, (found) =>
    decided(rules, found, effectId, clock.now()),
  );
  if (owner === undefined)
    return logger.warn('the owner of an effect is no more', { [rules.kind]: ownerId, effect: effectId });
  if (isEffectOpen(getEffect(owner, effectId))) return resume(ports, rules, owner, message, waits);
  if (isDecided) await sendOutgoing(ports.queues, rules.show(owner).filter(isNotIn(owner.outbox)));
  await flushOutbox(ports, owner);
}

async function resume<K extends OwnerKind>(
  ports: EffectPorts,
  rules: OwnerRules<K>,
  owner: RecordOf<K>,
  { id, effectId }: EffectDue,
  waits: number,
): Promise<void> {
  const { owner: attempted, result } = await resumeEffect(ports, rules, owner, effectId);
  // A message that waits is itself what the outbox promises: sent besides, it would be there twice each time.
  await flushOutbox(ports, attempted, result.kind === 'waiting' ? [id] : []);
  if (result.kind !== 'waiting') return;
  const seconds = Math.max(1, Math.ceil((result.until - ports.clock.now()) / 1000));
  const isSoon = result.isHeld === true && waits === 0;
  throw new RetryLater(isSoon ? Math.min(seconds, SOON_SECONDS) : seconds, result.reason);
}

const isNotIn = (outbox: readonly Outgoing[]) => (message: Outgoing) => !outbox.some(({ id }) => id === message.id);

/** What follows for the owner from an operator's decision, if it does not stand there yet; nothing from a drop, but that its message reads differently. */
function decided<K extends OwnerKind>(
  rules: OwnerRules<K>,
  owner: RecordOf<K> | undefined,
  effectId: string,
  now: number,
): Change<K, boolean> {
  if (owner === undefined) return { verdict: false };
  const effect = getEffect(owner, effectId);
  if (effect.parked?.dropped !== undefined) return { verdict: true };
  if (isEffectOpen(effect) || effect.resolvedAt === undefined) return { verdict: false };
  const after = rules.afterEffect(owner, effect, now);
  if (after === owner) return { verdict: true };
  const next: RecordOf<K> = { ...after, version: owner.version + 1, updatedAt: now, expiresAt: expiryOf(now) };
  // An operator is waited for by nobody: whom it calls is called in the thread.
  const told = asWished(settledMessages(rules, owner, next, effect), new Map());
  return { next: { ...next, outbox: [...next.outbox, ...told] }, verdict: true };
}
