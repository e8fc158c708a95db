/** `valine` at a terminal, in a thread of its own, with an edit of its source if wanted: says back all that it has printed. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadMutated } from '../simulation/mutants/load-mutated.ts';
import type { Edit } from '../simulation/mutants/mutant.ts';

type Given = { edit?: Edit; environment: Record<string, string>; said: string };

const { edit, environment, said }: Given = workerData;
const mutated = edit === undefined ? undefined : loadMutated({ name: `without ${edit.replace}`, ...edit });
const CLI = new URL('../../packages/cli/', import.meta.url);
const { testTerminal } = await import(new URL('test-terminal.ts', CLI).href);
const { memoryDeadLetters } = await import(new URL('dead-letters/test-dead-letters.ts', CLI).href);
mutated?.assertUsed();

/** What fails quotes whatever it likes; so does a message among the dead letters. */
const setup = { environment, open: () => Promise.reject(new Error(said)) };
const deadLetters = memoryDeadLetters();
deadLetters.bury('dispatch', { messageId: 'm-1', body: said });
const terminal = testTerminal({ deadLetters });
const texts = [await terminal.run('dlq --json', setup), await terminal.run('setup', setup)];
parentPort?.postMessage(texts.map(({ stdout, stderr }) => `${stdout}\n${stderr}`));
