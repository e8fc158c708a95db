/** Every follow ends within its time, whatever becomes of its workflow run and of the webhooks about it. */
import { isFollowEnded } from '@valine/runs';
import type { World } from '../world.ts';
import { followsOf } from './one-message.ts';

/** Asked when faults have stopped and the time of every follow is over; an operator who redrives may be waited for. */
export function checkFollowsEnd(world: World): void {
  const dead = Object.values(world.queues.messages).flatMap((queue) => queue.dead().map(({ body }) => body));
  for (const follow of followsOf(world)) {
    const about = [follow.id, 'workflow_', ...follow.applied];
    const awaited = dead.some((body) => about.some((part) => body.includes(part)));
    if (!isFollowEnded(follow) && !awaited)
      world.engine.report('every follow ends in time', `${follow.id} is still ${follow.state}`);
  }
}
