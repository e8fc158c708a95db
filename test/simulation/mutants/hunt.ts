/** A thread that hunts mutants: world after world, until an invariant does not hold or the seeds are over. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Mutant } from './mutant.ts';
import { openPrograms, type Program } from './programs.ts';

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

/** `most`: see `huntAll`. `taken`: how many of the mutants have been taken by any thread. */
export type HuntOptions = { mutants: readonly Mutant[]; most: number | undefined; taken: Int32Array };

const FEWEST_WORLDS = 30;

/** How much longer it is hunted than is known to suffice: each change of the code changes the worlds. A mutant that is found costs no more for it. */
const PATIENCE = 4;

const { mutants, most, taken }: HuntOptions = workerData;
enableCompileCache();
Error.stackTraceLimit = 0;
const programs = await openPrograms();
for (let mutant = takeNext(); mutant !== undefined; mutant = takeNext()) parentPort?.postMessage(await hunt(mutant));

function takeNext(): Mutant | undefined {
  return mutants[Atomics.add(taken, 0, 1)];
}

async function hunt(mutant: Mutant): Promise<Hunt> {
  const { name, seeds = FEWEST_WORLDS } = mutant;
  const mutated = await programs.mutated(mutant);
  const last = most ?? seeds * PATIENCE;
  for (let took = 1; took <= last; took += 1) {
    const seed = seedOf(took);
    const [first] = await mutated.liveThrough(mutant, seed);
    // A world that breaks without the mutant too kills nothing.
    if (first !== undefined && (await holds(programs.asItIs, mutant, seed)))
      return { name, killedBy: first.invariant, says: first.says, took, seed };
  }
  return { name, killedBy: undefined, says: '', took: last, seed: seedOf(last) };
}

async function holds(program: Program, mutant: Mutant, seed: number): Promise<boolean> {
  return (await program.liveThrough(mutant, seed)).length === 0;
}

/** Families change every 16 seeds: stepping by a prime brings all of them about from the start. */
function seedOf(index: number): number {
  return 1 + index * 37;
}
