/** What `valine` prints, whoever it quotes. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import type { Edit } from '../simulation/mutants/mutant.ts';
import { CONFIGURED, SPELLINGS, secretsIn } from './secrets.ts';

const FILE = 'packages/cli/run-program.ts';

async function printed(spellings: typeof SPELLINGS, edit?: Edit): Promise<string> {
  const said = Object.values(CONFIGURED).flatMap((secret) => spellings.map(([, spell]) => spell(secret)));
  const worker = new Worker(new URL('./terminal.ts', import.meta.url), {
    workerData: { environment: CONFIGURED, said: said.join(' '), ...(edit && { edit }) },
  });
  const [texts]: unknown[] = await once(worker, 'message');
  await worker.terminate();
  return String(texts);
}

it('the terminal lets no secret of its environment out', async () => {
  const text = await printed(SPELLINGS);
  expect(text).toContain('***');
  expect(secretsIn(text, CONFIGURED)).toEqual([]);
}, 60_000);

it.each([
  ['what is printed', 'print: (text) => terminal.print(hide(text)),', 'print: (text) => terminal.print(text),'],
  ['what went wrong', 'error: (text) => terminal.error(hide(text)),', 'error: (text) => terminal.error(text),'],
  ['the names of secrets', 'isSecretName(name) || SECRETS.includes(name)', 'SECRETS.includes(name)'],
])(
  '%s: without it, a secret gets out',
  async (_, replace, by) => {
    expect(secretsIn(await printed(SPELLINGS.slice(0, 1), { file: FILE, replace, by }), CONFIGURED)).not.toEqual([]);
  },
  60_000,
);
