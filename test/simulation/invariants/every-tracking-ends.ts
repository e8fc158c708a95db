/** Every follow ends within its time, whatever becomes of its workflow run and of the webhooks about it. */
import { isTrackingEnded } from '@valine/records';
import type { World } from '../world.ts';
import { trackingsOf } from './one-message.ts';

/** Asked when faults have stopped and the time of every follow is over; an operator who redrives may be waited for. */
export function checkTrackingsEnd(world: World): void {
  const dead = Object.values(world.queues.messages).flatMap((queue) => queue.dead().map(({ body }) => body));
  for (const tracking of trackingsOf(world)) {
    const about = [tracking.id, 'workflow_', ...tracking.applied];
    const awaited = dead.some((body) => about.some((part) => body.includes(part)));
    if (!isTrackingEnded(tracking) && !awaited)
      world.engine.report('every follow ends in time', `${tracking.id} is still ${tracking.state}`);
  }
}
