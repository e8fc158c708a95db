/** Which messages that are still to come will find nothing to do, and need not be waited for. */
import { EffectDue, TrackingPoll } from '@valine/contracts';
import { type EffectOwner, isEffectOpen, isTrackingEnded, type RecordStore } from '@valine/records';
import type { IdleOptions } from './stack.ts';

/** A little more than GitHub has us wait between two questions. */
const LINK_POLL_MS = 7_000;

/** `waitedMs`: so far. */
export type Wait = { waitedMs: number } & Pick<IdleOptions, 'ignoreLinks'>;

/**
 * Whether a message's body polls a tracking that has ended, or comes back to an effect that is done: such a message waits
 * in its queue and then does nothing. Or it asks whether somebody has entered the code of a `/link`, which nobody has, or it
 * has been waited for once: it may be asked for minutes.
 */
export async function isNeedless(store: Pick<RecordStore, 'find'>, body: string, wait: Wait): Promise<boolean> {
  if (body.includes('"link.due"')) return wait.ignoreLinks === true || wait.waitedMs > LINK_POLL_MS;
  if (body.includes('"effect.due"')) {
    const due = EffectDue.safeParse(JSON.parse(body));
    return due.success && isSettled(await store.find(due.data.ownerKind, due.data.ownerId), due.data.effectId);
  }
  if (!body.includes('"tracking.poll"')) return false;
  const poll = TrackingPoll.safeParse(JSON.parse(body));
  const tracking = poll.success ? await store.find('tracking', poll.data.trackingId) : undefined;
  return tracking !== undefined && isTrackingEnded(tracking);
}

/** What an operator has decided of it may have to be told, and what its record promises to be sent. */
function isSettled(owner: EffectOwner | undefined, effectId: string): boolean {
  const effect = owner?.effects.find(({ id }) => id === effectId);
  if (owner === undefined || effect === undefined) return false;
  return !isEffectOpen(effect) && effect.resolvedAt === undefined && owner.outbox.length === 0;
}
