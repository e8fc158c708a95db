/** The entry the Pulumi CLI starts, on a Node that is too old. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(import.meta.resolve('@valine/infra/main'));

/** Starts the entry under the present Node that says it is `version`; resolves to the exit code and what it printed. */
function startOn(version: string): Promise<{ code: unknown; printed: string }> {
  const disguise = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', disguise, MAIN], (error, _, printed) => {
      resolve({ code: error?.code ?? 0, printed });
    });
  });
}

it.each(['20.20.2', '22.17.1'])('on Node %s it says what it needs', async (version) => {
  expect(await startOn(version)).toEqual({
    code: 1,
    printed: `This program needs Node 22.18 or newer and was started with ${version}. Run \`pnpm exec pulumi up\` (it uses the Node of this repository) or install Node 24.\n`,
  });
});

it.each(['22.18.0', '24.0.0'])('on Node %s it starts', async (version) => {
  expect(await startOn(version)).toEqual({ code: 0, printed: '' });
});
