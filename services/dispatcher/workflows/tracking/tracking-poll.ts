/** Sets the net below a stage going: the verifier looks until the follow has ended, whatever becomes of webhooks. */
import type { TrackingPoll } from '@valine/contracts';
import { operationId, type Tracking } from '@valine/records';

/** In the place of those before it. `source`: the observation that asks for it. */
export function nextPoll(
  tracking: Pick<Tracking, 'id'>,
  source: string,
  { since, polls }: NonNullable<Tracking['fallbackPoll']>,
) {
  return { ...trackingPoll(tracking, source, since), polls };
}

/** `source`: the interaction or observation that begins the stage. `now`: when it begins. */
export function trackingPoll({ id }: Pick<Tracking, 'id'>, source: string, now: number): TrackingPoll {
  return { type: 'tracking.poll', id: operationId(source, `check ${id}`), trackingId: id, requestedAt: now };
}
