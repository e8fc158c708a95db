/** Code that is not built stops the program, with the command that builds it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlesIn } from '@valine/infra/bundles';
import { expect, it, onTestFinished } from 'vitest';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bundles-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

it('says which bundle is missing and how to build it', async () => {
  const bundleOf = bundlesIn(await emptyFolder());
  expect(() => bundleOf('verifier')).toThrowErrorMatchingInlineSnapshot(
    `[Error: services/verifier/dist/index.mjs does not exist: run \`pnpm build\`, then try again.]`,
  );
});

it('takes the folder of a bundle that is there', async () => {
  const services = await emptyFolder();
  await mkdir(`${services}/verifier/dist`, { recursive: true });
  await writeFile(`${services}/verifier/dist/index.mjs`, '');
  expect(bundlesIn(services)('verifier')).toBe(`${services}/verifier/dist`);
});
