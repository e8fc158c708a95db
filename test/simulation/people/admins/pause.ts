/** An operator pauses everything, or ends the pause, as `valine switch` does. */
import { changeRecord, decideSwitch, SWITCHES_ID, TransientError } from '@valine/records';
import { pauseIn } from '../../invariants/operation/paused.ts';
import type { World } from '../../world.ts';

const AT_WORK_MS = 60_000;
const AGAIN_MS = 1000;

export function switchPause(world: World, isPaused: boolean): void {
  const { engine, store } = world;
  const by = engine.invocations.start('operator', AT_WORK_MS);
  const at = engine.timeline.now();
  const wish = { source: `terminal ${at} ${isPaused}`, name: 'pause', isRestricted: isPaused } as const;
  const who = { by: { name: 'grace' }, at, reason: 'a world' };
  changeRecord(store.portOf(by), 'switches', SWITCHES_ID, (found) => decideSwitch(found, { ...wish, ...who })).then(
    ({ verdict }) => {
      if (verdict === 'switched') engine.coverage.sometimes(isPaused ? 'everything was paused' : 'a pause was ended');
      engine.invocations.end(by);
    },
    (error) => {
      engine.invocations.end(by);
      // Who is told that the table is away gives the command once more.
      if (error instanceof TransientError) engine.timeline.after(AGAIN_MS, () => switchPause(world, isPaused));
      else engine.report('an operator can pause', String(error));
    },
  );
}

/** No pause is for good: two that were given at one moment may have ended in either order, and a terminal may have died. */
export function endPause(world: World): void {
  if (pauseIn(world.store) !== undefined) switchPause(world, false);
}
