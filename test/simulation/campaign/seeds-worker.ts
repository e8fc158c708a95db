/** A thread that runs its share of the seeds. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

enableCompileCache();
const { runSeeds } = await import('./run-seeds.ts');
parentPort?.postMessage(await runSeeds(workerData));
