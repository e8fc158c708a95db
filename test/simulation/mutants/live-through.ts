/** What does not hold in a world in which a mutant is hunted; the same worlds, without it, have to hold. */
import { planFamilyOf } from '../campaign/run-seeds.ts';
import { chanceFaults } from '../engine/fault-source.ts';
import { mixOf } from '../faults.ts';
import { runWorld, type WorldSpec } from '../run-world.ts';
import { runYear } from '../schedules/year.ts';
import type { Mutant } from './mutant.ts';

export async function liveThrough(
  mutant: Mutant,
  seed: number,
): Promise<readonly { invariant: string; says: string }[]> {
  return mutant.world === 'year' ? runYear(seed) : (await runWorld(specOf(mutant, seed))).violations;
}

function specOf({ family, odds }: Mutant, seed: number): WorldSpec {
  const spec = { seed, family: family ?? planFamilyOf(seed) };
  if (odds === undefined) return spec;
  const { odds: usual, ...mix } = mixOf(seed);
  return { ...spec, faultsOf: (coverage) => chanceFaults(seed, { ...mix, odds: { ...usual, ...odds } }, coverage) };
}
