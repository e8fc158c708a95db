/** A day on which nothing that GitHub sends arrives for six hours, while a plan is worked on. */
import type { Random } from '../../engine/random.ts';
import type { Deed, Step } from '../step.ts';

const MINUTE_MS = 60_000;
const OUTAGE_MS = 6 * 60 * MINUTE_MS;

/** `before`: the plan is there and approved. `during`: what happens while nothing arrives. `after`: once it does again. */
export type OutageDay = { before: readonly Step[]; during: readonly Deed[]; after: readonly Deed[] };

export function outageDay(random: Random, { before, during, after }: OutageDay): Step[] {
  const share = OUTAGE_MS / (during.length + 1);
  const spread = during.map((deed) => ({ ...deed, afterMs: Math.floor(share * random.pick([0.2, 1, 1, 1.1])) }));
  const passed = spread.reduce((sum, { afterMs }) => sum + afterMs, 0);
  return [
    ...before,
    { do: 'lose webhooks', isDown: true, afterMs: random.int(0, 10 * MINUTE_MS) },
    ...spread,
    { do: 'lose webhooks', isDown: false, afterMs: Math.max(0, OUTAGE_MS - passed) },
    ...after.map((deed) => ({ ...deed, afterMs: random.int(1, 20) * MINUTE_MS })),
  ];
}
