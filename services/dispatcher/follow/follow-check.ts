/** Sets the net below a stage going: the verifier looks until the follow has ended, whatever becomes of webhooks. */
import type { FollowCheck } from '@valine/contracts';
import { type Follow, operationId } from '@valine/runs';

/** In the place of those before it. `source`: the observation that asks for it. */
export function nextCheck(follow: Pick<Follow, 'id'>, source: string, { since, looks }: NonNullable<Follow['net']>) {
  return { ...followCheck(follow, source, since), looks };
}

/** `source`: the interaction or observation that begins the stage. `now`: when it begins. */
export function followCheck({ id }: Pick<Follow, 'id'>, source: string, now: number): FollowCheck {
  return { type: 'follow.check', id: operationId(source, `check ${id}`), followId: id, requestedAt: now };
}
