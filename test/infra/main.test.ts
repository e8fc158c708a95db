/** The entry the Pulumi CLI starts: on a Node that is too old, and on one that will do. */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(import.meta.resolve('@valine/infra/main'));

/** Runs Node; resolves to the exit code and what was printed. */
function runNode(...args: string[]): Promise<{ code: unknown; printed: string; complained: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: dirname(MAIN), timeout: 50_000 }, (error, printed, complained) => {
      resolve({ code: error ? (error.code ?? error.signal) : 0, printed, complained });
    });
  });
}

/** Starts the entry under the present Node, which says that it is `version`. */
function startOn(version: string) {
  const disguise = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`;
  return runNode('--import', disguise, MAIN);
}

it.each(['20.20.2', '22.17.1'])('on Node %s it says what it needs', async (version) => {
  expect(await startOn(version)).toEqual({
    code: 1,
    printed: '',
    complained: `This program needs Node 22.18 or newer and was started with ${version}. Run \`pnpm exec pulumi up\` (it uses the Node of this repository) or install Node 24.\n`,
  });
});

it.each(['22.18.0', '24.0.0'])('on Node %s it starts', async (version) => {
  expect(await startOn(version)).toEqual({ code: 0, printed: '', complained: '' });
});
