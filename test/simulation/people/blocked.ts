/** Which issues wait for which in a world, and how GitHub tells of it. */
import type { Random } from '../engine/random.ts';

/**
 * `told`: the text of the issue names it, or GitHub counts it, and shows which it is or not. They are there from the
 * beginning, and nobody changes them.
 */
export type Blocked = { told: 'named' | 'counted' | 'hidden'; pairs: readonly { number: number; by: number }[] };

export const NONE_BLOCKED: Blocked = { told: 'named', pairs: [] };

const PAIRS = [[{ number: 2, by: 1 }], [{ number: 1, by: 4 }], [1, 3].map((number) => ({ number, by: 2 }))] as const;

export function drawBlocked(random: Random): Blocked {
  if (!random.chance(0.2)) return NONE_BLOCKED;
  return { told: random.pick(['named', 'counted', 'hidden'] as const), pairs: random.pick(PAIRS) };
}
