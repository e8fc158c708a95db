/** One of the functions as it is deployed, in a thread of its own: with its environment, and with an edit of its source if wanted. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadMutated } from '../simulation/mutants/load-mutated.ts';
import type { Edit } from '../simulation/mutants/mutant.ts';

const { service, edit }: { service: string; edit?: Edit } = workerData;
const mutated = edit === undefined ? undefined : loadMutated({ name: `without ${edit.replace}`, ...edit });
const { handler } = await import(`../../services/${service}/lambda.ts`);
mutated?.assertUsed();

parentPort?.on('message', async (event: unknown) => {
  const context = { getRemainingTimeInMillis: () => 60_000 };
  const result: unknown = await handler(event, context).catch((error: unknown) => ({ failed: String(error) }));
  parentPort?.postMessage(result);
});
parentPort?.postMessage('ready');
