/** Runs many worlds, one after the other. */
import { createCoverage } from '../coverage.ts';
import { type Family, FOLLOW_FAMILIES, PLAN_FAMILIES } from '../people/families.ts';
import { runWorld, type WorldReport, type WorldSpec } from '../run-world.ts';
import type { Services } from '../services.ts';
import { addWorld, countsOf, createTally, type Tally } from './tally.ts';

export type Seeds = {
  from: number;
  count: number;
  /** How many of them have been taken, so that threads can share the work. */
  taken?: Int32Array;
  /** All families in turn, unless given. */
  family?: Family;
  services?: Services;
  /** Stops at the first world that breaks an invariant. */
  untilBroken?: boolean;
};

export async function runSeeds(seeds: Seeds): Promise<Tally> {
  const worlds: RunWorld[] = [];
  for (const spec of specsOf(seeds)) {
    const world = await runWorld(spec);
    worlds.push({ spec, world });
    if (seeds.untilBroken && world.violations.length > 0) break;
  }
  return tallyOf(worlds);
}

type RunWorld = { spec: WorldSpec; world: WorldReport };

function* specsOf({ from, count, taken = new Int32Array(1), family, services }: Seeds): Generator<WorldSpec> {
  for (let nth = Atomics.add(taken, 0, 1); nth < count; nth = Atomics.add(taken, 0, 1)) {
    const seed = from + nth;
    yield { seed, family: family ?? familyOf(seed), ...(services === undefined ? {} : { services }) };
  }
}

function tallyOf(worlds: readonly RunWorld[]): Tally {
  const tally = createTally();
  const coverage = createCoverage();
  for (const { spec, world } of worlds) addWorld(tally, spec.seed, spec.family, world, coverage);
  return { ...tally, counts: countsOf(coverage) };
}

/** Effects and follows meet the most operations, each of which is to meet every fault. */
const PLAN_TURNS: readonly Family[] = [...PLAN_FAMILIES, 'effects', 'effects', 'effects'];
const TURNS: readonly Family[] = [...PLAN_TURNS, ...FOLLOW_FAMILIES, ...FOLLOW_FAMILIES];

/** Not by the lowest bits: those choose the mix. */
export function familyOf(seed: number, turns = TURNS): Family {
  return turns[Math.floor(seed / 16) % turns.length] ?? 'plan';
}

/** Of plans and effects alone. */
export function planFamilyOf(seed: number): Family {
  return familyOf(seed, PLAN_TURNS);
}
