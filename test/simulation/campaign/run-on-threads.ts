/** Shares seeds among threads; every world still runs in one thread, and is the same in any. */
import { Worker } from 'node:worker_threads';
import type { Seeds } from './run-seeds.ts';
import { mergeTallies, type Tally } from './tally.ts';

/** As many as the smallest machine has cores that the tests have to suit: vitest leaves one of two idle. */
const THREADS = 2;

export async function runOnThreads(seeds: Omit<Seeds, 'services' | 'taken'>, threads = THREADS): Promise<Tally> {
  const workerData = { ...seeds, taken: new Int32Array(new SharedArrayBuffer(4)) };
  return mergeTallies(await Promise.all(Array.from({ length: threads }, () => runShare(workerData))));
}

function runShare(workerData: Seeds): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./seeds-worker.ts', import.meta.url), { workerData, execArgv: [] });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
