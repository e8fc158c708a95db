/** What becomes of the set-up of GitHub, and the schedule that has it looked at. */
import type { World } from '../world.ts';
import type { Deed } from './step.ts';

type OfSetUp = Extract<Deed, { do: 'break set-up' | 'hide set-up' | 'look at set-up' | 'lose webhooks' }>;

export function ofSetUp(world: World, deed: OfSetUp): void {
  const { setUp } = world;
  switch (deed.do) {
    case 'break set-up':
      if (deed.isBroken) setUp.broken.add(deed.check);
      else setUp.broken.delete(deed.check);
      break;
    case 'hide set-up':
      setUp.isAway = deed.isAway;
      break;
    case 'lose webhooks':
      world.outage.isDown = deed.isDown;
      break;
    case 'look at set-up':
      beDue(world, 'set-up-check', 'set-up.due');
      break;
  }
}

/** As EventBridge Scheduler sends it. */
export function beDue({ engine, queues, chronicle }: World, schedule: string, type: 'set-up.due' | 'sweep.due'): void {
  const slot = new Date(engine.timeline.now()).toISOString();
  const text = JSON.stringify({ type, id: `${schedule} ${slot}`, slot });
  chronicle.sent.dispatch.set(text, { text });
  queues.put('dispatch', text, {});
}
