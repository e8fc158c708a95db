/** The bundles: complete, small, and the same for the same sources. */
import { readFile, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bundleServices } from './bundle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const bundles = await bundleServices();

/** What a cold start has to read: above it, something large came in by mistake, such as the whole of zod. */
const LARGEST = 800 * 1024;

it('bundles the four services, each below 800 KB', () => {
  expect(bundles.map(({ service }) => service)).toEqual(['ingress', 'dispatcher', 'verifier', 'notifier']);
  for (const { service, bytes } of bundles) {
    expect(bytes, service).toBeGreaterThan(10 * 1024);
    expect(bytes, service).toBeLessThan(LARGEST);
  }
});

it('exports the handler Lambda looks for and needs nothing but Node', async () => {
  for (const { file } of bundles) {
    const code = await readFile(`${ROOT}/${file}`, 'utf8');
    expect(code).toMatch(/export\{[^}]*\bhandler\b/);
    const imported = [...code.matchAll(/(?:^|;)import[^;"']*["']([^"']+)["']/g)].map(([, name]) => name ?? '');
    expect(imported).toContain('node:module');
    expect(imported.filter((name) => !isBuiltin(name))).toEqual([]);
  }
});

it('leaves the files alone when nothing changed', async () => {
  const written = async () => Promise.all(bundles.map(async ({ file }) => (await stat(`${ROOT}/${file}`)).ino));
  const before = await written();
  expect(await bundleServices()).toEqual(bundles);
  expect(await written()).toEqual(before);
});
