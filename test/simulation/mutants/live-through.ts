/** What does not hold in a world in which a mutant is hunted. */
import { runWorld } from '../run-world.ts';
import { runYear } from '../schedules/year.ts';
import type { Mutant } from './mutant.ts';
import { specOf } from './spec-of.ts';

export async function liveThrough(
  mutant: Mutant,
  seed: number,
): Promise<readonly { invariant: string; says: string }[]> {
  return mutant.world === 'year' ? runYear(seed) : (await runWorld(specOf(mutant, seed))).violations;
}
