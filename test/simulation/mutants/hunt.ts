/** A thread that hunts one mutant: world after world, until an invariant does not hold or the seeds are over. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadMutated } from './load-mutated.ts';
import type { Mutant } from './mutant.ts';

export type Hunt = {
  name: string;
  /** What did not hold, in the world that killed it; undefined if it survived. */
  killedBy: string | undefined;
  /** The words of it. */
  says: string;
  /** Worlds that it took. */
  took: number;
  /** Of the last of them. */
  seed: number;
};

/** `begun`: worlds that it has lived through before. */
export type HuntOptions = { mutant: Mutant; begun: number; seeds: number };

const { mutant, begun, seeds }: HuntOptions = workerData;
const { assertUsed } = loadMutated(mutant);
Error.stackTraceLimit = 0;
const { liveThrough } = await import('./live-through.ts');
assertUsed();
parentPort?.postMessage(await hunt());

async function hunt(): Promise<Hunt> {
  const { name } = mutant;
  for (let took = begun + 1; took <= seeds; took += 1) {
    const seed = seedOf(took);
    const [first] = await liveThrough(mutant, seed);
    if (first !== undefined) return { name, killedBy: first.invariant, says: first.says, took, seed };
  }
  return { name, killedBy: undefined, says: '', took: seeds, seed: seedOf(seeds) };
}

/** Families change every 16 seeds: stepping by a prime brings all of them about from the start. */
function seedOf(index: number): number {
  return 1 + index * 37;
}
