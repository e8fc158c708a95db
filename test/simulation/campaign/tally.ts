/** What many worlds come to: how many, how fast, which faults met what, and which worlds broke an invariant. */
import { type Coverage, type CoverageCounts, createCoverage } from '../coverage.ts';
import type { Violation } from '../engine/engine.ts';
import { isBaseMix } from '../faults.ts';
import type { Family } from '../people/families.ts';
import type { WorldReport } from '../run-world.ts';

export type Failure = { seed: number; family: Family; violations: readonly Violation[] };

export type Tally = {
  worlds: number;
  events: number;
  /** Points at which something could go wrong. */
  calls: number;
  /** Virtual milliseconds. */
  lasted: number;
  /** Of worlds with the base mix: interactions and effects, and those among them that were parked. */
  requests: number;
  parked: number;
  plans: number;
  completed: number;
  failures: Failure[];
  /** Of all worlds' hashes, in order. */
  hashes: string[];
  counts: CoverageCounts;
};

export function createTally(): Tally {
  const sums = { worlds: 0, events: 0, calls: 0, lasted: 0, requests: 0, parked: 0, plans: 0, completed: 0 };
  return { ...sums, failures: [], hashes: [], counts: { cells: {}, seen: {} } };
}

export function addWorld(tally: Tally, seed: number, family: Family, world: WorldReport, coverage: Coverage): void {
  tally.worlds += 1;
  tally.events += world.events;
  tally.calls += world.calls;
  tally.lasted += world.lasted;
  tally.plans += world.plans;
  tally.completed += world.completed;
  if (isBaseMix(seed)) {
    tally.requests += world.requests;
    tally.parked += world.parked;
  }
  tally.hashes.push(world.hash);
  coverage.add(countsOf(world.coverage));
  if (world.violations.length > 0) tally.failures.push({ seed, family, violations: world.violations });
}

export function countsOf(coverage: Coverage): CoverageCounts {
  return { cells: Object.fromEntries(coverage.cells()), seen: Object.fromEntries(coverage.seen()) };
}

/** Tallies of several threads as one. */
export function mergeTallies(tallies: readonly Tally[]): Tally {
  const coverage = createCoverage();
  const whole = createTally();
  for (const tally of tallies) {
    for (const name of ['worlds', 'events', 'calls', 'lasted', 'requests', 'parked', 'plans', 'completed'] as const)
      whole[name] += tally[name];
    whole.failures.push(...tally.failures);
    whole.hashes.push(...tally.hashes);
    coverage.add(tally.counts);
  }
  whole.failures.sort((one, other) => one.seed - other.seed);
  return { ...whole, counts: countsOf(coverage) };
}
