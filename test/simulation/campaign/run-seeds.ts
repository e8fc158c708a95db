/** Runs many worlds, one after the other. */
import { createCoverage } from '../coverage.ts';
import { FAMILIES, type Family } from '../people/families.ts';
import { runWorld } from '../run-world.ts';
import type { Services } from '../services.ts';
import { addWorld, countsOf, createTally, type Tally } from './tally.ts';

export type Seeds = {
  from: number;
  count: number;
  /** Every `step`-th of them only, so that threads can share the work. */
  step?: number;
  /** All families in turn, unless given. */
  family?: Family;
  services?: Services;
  /** Stops at the first world that breaks an invariant. */
  untilBroken?: boolean;
};

export async function runSeeds({
  from,
  count,
  step = 1,
  family,
  services,
  untilBroken = false,
}: Seeds): Promise<Tally> {
  const tally = createTally();
  const coverage = createCoverage();
  await withoutStacks(async () => {
    for (let seed = from; seed < from + count; seed += step) {
      const of = family ?? familyOf(seed);
      const world = await runWorld({ seed, family: of, ...(services === undefined ? {} : { services }) });
      addWorld(tally, seed, of, world, coverage);
      if (untilBroken && tally.failures.length > 0) break;
    }
  });
  return { ...tally, counts: countsOf(coverage) };
}

/** Not by the lowest bits: those choose the mix. */
export function familyOf(seed: number): Family {
  return FAMILIES[Math.floor(seed / 16) % FAMILIES.length] ?? 'plan';
}

/** A tenth of a world's time would go into stack traces of simulated failures, which nobody reads. */
async function withoutStacks(work: () => Promise<void>): Promise<void> {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  await work();
  Error.stackTraceLimit = limit;
}
