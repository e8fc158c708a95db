/** Hunts mutants in threads of their own, two at a time. */
import { Worker } from 'node:worker_threads';
import { mapBounded } from '@valine/lambda-kit';
import type { Hunt, HuntOptions } from './hunt.ts';
import { liveThrough } from './live-through.ts';
import { mutatedSources } from './load-mutated.ts';
import type { Mutant } from './mutant.ts';

const THREADS = 2;

const FEWEST_WORLDS = 30;

/** How much longer it is hunted than is known to suffice: each change of the code changes the worlds. A mutant that is found costs no more for it. */
const PATIENCE = 4;

/** `most`: how many worlds a mutant may live through before it counts as a survivor; four times its own number, unless given. */
export function huntAll(
  mutants: readonly Mutant[],
  hunted: (hunt: Hunt) => void = () => {},
  most?: number,
): Promise<Hunt[]> {
  for (const mutant of mutants) mutatedSources(mutant);
  return mapBounded(mutants, THREADS, async (mutant) => {
    const hunt = await huntOne(mutant, most ?? (mutant.seeds ?? FEWEST_WORLDS) * PATIENCE);
    hunted(hunt);
    return hunt;
  });
}

/** A world that breaks without the mutant too kills nothing: the hunt goes on after it. */
async function huntOne(mutant: Mutant, seeds: number): Promise<Hunt> {
  for (let begun = 0; ; ) {
    const hunt = await huntInThread({ mutant, begun, seeds });
    if (hunt.killedBy === undefined || (await holds(hunt.seed, mutant))) return hunt;
    begun = hunt.took;
  }
}

async function holds(seed: number, mutant: Mutant): Promise<boolean> {
  return (await liveThrough(mutant, seed)).length === 0;
}

function huntInThread(workerData: HuntOptions): Promise<Hunt> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hunt.ts', import.meta.url), { workerData, execArgv: [] });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
