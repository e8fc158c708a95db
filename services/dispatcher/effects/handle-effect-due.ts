/** Goes on with an effect whose first try died, waits, or is to be repeated; or with what an operator said of it. */
import type { EffectDue, Outgoing } from '@valine/contracts';
import { flushOutbox, RetryLater, sendOutgoing } from '@valine/lambda-kit';
import { type Change, changeRecord, type EffectOwner, expiryOf, isEffectOpen } from '@valine/records';
import type { Ports } from '../ports.ts';
import { resumeEffect } from './attempt-effects.ts';
import { getEffect } from './effect-journal.ts';
import { afterEffect, show, tell } from './owner-rules.ts';

/** @throws RetryLater while the effect has to wait */
export async function handleEffectDue(ports: Ports, { ownerKind, ownerId, effectId }: EffectDue): Promise<void> {
  const { store, clock, logger } = ports;
  const { record, verdict: isDecided } = await changeRecord(store, ownerKind, ownerId, (found) =>
    decided(found, effectId, clock.now()),
  );
  if (record === undefined)
    return logger.warn('an effect of a record that is no more', { [ownerKind]: ownerId, effect: effectId });
  if (isEffectOpen(getEffect(record, effectId))) return goOn(ports, record, effectId);
  // What an operator has decided shows.
  if (isDecided) await sendOutgoing(ports.queues, show(record).filter(isNotIn(record.outbox)));
  await flushOutbox(ports, record);
}

async function goOn(ports: Ports, record: EffectOwner, effectId: string): Promise<void> {
  const { record: tried, result } = await resumeEffect(ports, record, effectId);
  await flushOutbox(ports, tried);
  if (result.kind === 'waiting')
    throw new RetryLater(Math.max(1, Math.ceil((result.until - ports.clock.now()) / 1000)), result.reason);
}

const isNotIn = (outbox: readonly Outgoing[]) => (message: Outgoing) => !outbox.some(({ id }) => id === message.id);

/** What follows for the record from an operator's word, if it does not stand there yet. */
function decided(record: EffectOwner | undefined, effectId: string, now: number): Change<EffectOwner['kind'], boolean> {
  if (record === undefined) return { verdict: false };
  const effect = getEffect(record, effectId);
  if (isEffectOpen(effect) || effect.resolvedAt === undefined) return { verdict: false };
  const after = afterEffect(record, effect, now);
  if (after === record) return { verdict: true };
  const next = { ...after, version: record.version + 1, updatedAt: now, expiresAt: expiryOf(now) };
  return { next: { ...next, outbox: [...next.outbox, ...tell(next, effect, record)] }, verdict: true };
}
