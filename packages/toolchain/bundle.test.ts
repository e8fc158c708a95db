/** The bundles: complete, small, and the same for the same sources. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bundleServices } from './bundle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const bundles = await bundleServices();

/** What a cold start has to read: above it, something large came in by mistake, such as the whole of zod. */
const LARGEST = 770 * 1024;
/** Discord waits three seconds for ingress, its cold start included. */
const LARGEST_INGRESS = 280 * 1024;

it('bundles the four services, each small at cold start and ingress smaller', () => {
  expect(bundles.map(({ service }) => service)).toEqual(['ingress', 'dispatcher', 'verifier', 'notifier']);
  for (const { service, eager } of bundles) {
    expect(eager, service).toBeGreaterThan(10 * 1024);
    expect(eager, service).toBeLessThan(service === 'ingress' ? LARGEST_INGRESS : LARGEST);
  }
});

it('exports the handler Lambda looks for', async () => {
  for (const { file } of bundles) {
    expect(await readFile(join(ROOT, file), 'utf8')).toMatch(/export\{[^}]*\bhandler\b/);
  }
});

it('needs nothing but Node and its own chunks', async () => {
  for (const code of await allCode()) {
    const imported = [...code.matchAll(/(?:^|;)import[^;"']*["']([^"']+)["']/g)].map(([, name]) => name ?? '');
    expect(imported).toContain('node:module');
    expect(imported.filter((name) => !isBuiltin(name) && !name.startsWith('.'))).toEqual([]);
  }
});

async function allCode(): Promise<string[]> {
  const folders = bundles.map(({ file }) => join(ROOT, dirname(file)));
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((name) => join(folder, name))),
  );
  return Promise.all(
    names
      .flat()
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => readFile(name, 'utf8')),
  );
}

it('removes what an earlier build left behind, and leaves the other files alone when nothing changed', async () => {
  const [bundle] = bundles;
  const stale = join(ROOT, dirname(bundle?.file ?? ''), 'chunks', 'STALE.mjs');
  await writeFile(stale, '');
  const written = async () => Promise.all(bundles.map(async ({ file }) => (await stat(join(ROOT, file))).ino));
  const before = await written();
  expect(await bundleServices()).toEqual(bundles);
  await expect(stat(stale)).rejects.toThrow('ENOENT');
  expect(await written()).toEqual(before);
});
