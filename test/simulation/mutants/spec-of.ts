/** The worlds in which a mutant is hunted; the same ones, without it, have to hold. */
import { planFamilyOf } from '../campaign/run-seeds.ts';
import { chanceFaults } from '../engine/fault-source.ts';
import { mixOf } from '../faults.ts';
import type { WorldSpec } from '../run-world.ts';
import type { Mutant } from './mutant.ts';

export function specOf({ family, odds }: Mutant, seed: number): WorldSpec {
  const spec = { seed, family: family ?? planFamilyOf(seed) };
  if (odds === undefined) return spec;
  const { odds: usual, ...mix } = mixOf(seed);
  return { ...spec, faultsOf: (coverage) => chanceFaults(seed, { ...mix, odds: { ...usual, ...odds } }, coverage) };
}
