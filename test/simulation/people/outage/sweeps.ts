/** The sweep, a quarter as often as EventBridge has it due, for four looks see no more than one; and a last one for all that is still to come. */
import { DELIVERIES_ID } from '@valine/records';
import { pass } from '../../pass.ts';
import type { World } from '../../world.ts';
import { beDue } from '../set-up.ts';

const MINUTE_MS = 60_000;
const EVERY_MS = 20 * MINUTE_MS;
/** Since faults stopped. */
const CALM_MS = 60 * MINUTE_MS;
/** More often than that nothing is sent again. */
const MOST_ROUNDS = 40;

export function beginSweeps(world: World): void {
  const { engine, chronicle } = world;
  engine.timeline.after(EVERY_MS + engine.random.int(-60_000, 60_000), () => {
    if (engine.timeline.now() - chronicle.calmSince > CALM_MS) return;
    beDue(world, 'sweep', 'sweep.due');
    beginSweeps(world);
  });
}

/** Until nothing is missing any more that can be had: time passes to when the next one is due. */
export async function hadAtLast(world: World): Promise<void> {
  const { store, engine } = world;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const record = store.get('deliveries', DELIVERIES_ID);
    const missing = record?.missed.filter(({ isLost }) => !isLost) ?? [];
    const now = engine.timeline.now();
    const { restUntil = 0, reconcile } = record ?? {};
    if (round > 1 && missing.length === 0 && reconcile === undefined && restUntil <= now) return;
    const next = missing.length === 0 ? 0 : Math.min(...missing.map(({ nextAt }) => nextAt));
    const wait = Math.max(restUntil, next) - now;
    await pass(world, Math.max(EVERY_MS, wait + 1000));
    beDue(world, 'sweep', 'sweep.due');
    await pass(world, MINUTE_MS);
  }
  engine.report('what was missed comes', `something is still missing after ${MOST_ROUNDS} looks`);
}
