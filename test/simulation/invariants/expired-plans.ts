/** A plan that nobody has decided about in time starts nothing, asks nobody any more, and says so. */
import { replyKey } from '@valine/records';
import type { World } from '../world.ts';
import { messagesOf, runsOf, tasksOf } from './one-message.ts';

/** Asked when the time of every plan is over. */
export function checkPlansExpire({ engine, ...world }: World): void {
  for (const { id, state, decideBy } of runsOf({ engine, ...world }))
    if (state === 'pending' && decideBy !== undefined)
      engine.report('an undecided plan expires', `${id} is still pending`);
}

export function checkExpiredPlans(world: World): void {
  const { engine, store } = world;
  for (const plan of runsOf(world).filter(({ isExpired }) => isExpired)) {
    engine.coverage.sometimes('a plan expired');
    const has = (what: string) => engine.report('an expired plan starts nothing', `${plan.id} has ${what}`);
    if (plan.tasks.some(({ state }) => state === 'started' || state === 'ready')) has('a task that was started');
    if (plan.effects.length > 0 || tasksOf(world).some(({ planId }) => planId === plan.id)) has('work on GitHub');
    const key = replyKey(plan.reply);
    if (store.get('message', key)?.parked !== undefined) continue;
    // What the asker alone sees cannot be edited for long.
    const shown = messagesOf(world, key).filter((message) => !message.deleted && !message.private);
    if (shown.some(({ body }) => (body.components ?? []).length > 0))
      engine.report('an expired plan asks nobody', `the card of ${plan.id} has buttons`);
  }
}
