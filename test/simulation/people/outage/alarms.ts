/** Alarms of CloudWatch that ring and end, and what SNS tells of it: twice, late, out of order, or never. */
import type { ALARMS } from '@valine/settings';
import type { Chronicle } from '../../chronicle.ts';
import type { Engine } from '../../engine/engine.ts';
import { createRandom } from '../../engine/random.ts';
import type { SimQueues } from '../../platforms/sim-queues.ts';

/** Neither: CloudWatch has nothing to judge by. */
type Stands = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type AlarmTurn = { key: (typeof RINGING)[number]; at: number; to: Stands };

type Told = { queues: SimQueues; chronicle: Chronicle };
type Around = Told & { engine: Engine; alarms: AlarmTurn[] };

export function noAlarms(): AlarmTurn[] {
  return [];
}

export const RINGING = ['api-5xx', 'api-4xx'] as const satisfies readonly (typeof ALARMS)[number][];

const MINUTE_MS = 60_000;
const LATEST_MS = 25 * MINUTE_MS;

/** How they stand after all that has happened to them, the oldest first. */
export function alarmsOf(turns: readonly AlarmTurn[]) {
  return RINGING.map((key) => ({
    key,
    state: turns.findLast((turn) => turn.key === key)?.to ?? 'OK',
    ...{ description: key, url: 'https://aws.example/alarm', dashboardUrl: 'https://aws.example/dashboard' },
  }));
}

/** Drawn apart, so that what people do stays what it is. */
export function ringAlarms(world: Around, seed: number, forMs: number): void {
  const random = createRandom(seed, 'alarms');
  for (const key of random.chance(0.5) ? RINGING : []) {
    let at = 0;
    for (let count = random.int(0, 4); count > 0; count -= 1) {
      at += random.int(1, Math.floor(forMs / 4));
      const to = random.pick(['ALARM', 'ALARM', 'OK', 'INSUFFICIENT_DATA'] as const);
      const heard = Array.from({ length: random.pick([0, 1, 1, 2]) }, () => random.int(0, LATEST_MS));
      world.engine.timeline.after(at, () => turn(world, key, to, heard));
    }
  }
}

/** `heardAfter`: milliseconds, for each copy of what SNS sends. */
function turn(world: Around, key: AlarmTurn['key'], to: Stands, heardAfter: readonly number[]): void {
  const { timeline } = world.engine;
  const at = timeline.now();
  world.alarms.push({ key, at, to });
  for (const afterMs of heardAfter) timeline.after(afterMs, () => tellOfAlarms(world, `${key} ${at}`));
}

/** As SNS does: it says only that something has changed. */
export function tellOfAlarms({ queues, chronicle }: Told, id: string): void {
  const text = JSON.stringify({ type: 'alarm.due', id: `alarm ${id}` });
  chronicle.sent.dispatch.set(text, { text });
  queues.put('dispatch', text, {});
}
