/** Hunts mutants in two threads, each of which takes the next that nobody has taken. */
import { Worker } from 'node:worker_threads';
import type { Hunt, HuntOptions } from './hunt.ts';
import { mutatedSources } from './load-mutated.ts';
import type { Mutant } from './mutant.ts';

const THREADS = 2;

/** `most`: how many worlds a mutant may live through before it counts as a survivor; four times its own number, unless given. */
export async function huntAll(
  mutants: readonly Mutant[],
  hunted: (hunt: Hunt) => void = () => {},
  most?: number,
): Promise<Hunt[]> {
  for (const mutant of mutants) mutatedSources(mutant);
  const options = { mutants, most, taken: new Int32Array(new SharedArrayBuffer(4)) };
  return (await Promise.all(Array.from({ length: THREADS }, () => huntInThread(options, hunted)))).flat();
}

function huntInThread(workerData: HuntOptions, hunted: (hunt: Hunt) => void): Promise<Hunt[]> {
  const hunts: Hunt[] = [];
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hunt.ts', import.meta.url), { workerData, execArgv: [] });
    worker.on('message', (hunt: Hunt) => {
      hunts.push(hunt);
      hunted(hunt);
    });
    worker.once('error', reject);
    worker.once('exit', () => resolve(hunts));
  });
}
