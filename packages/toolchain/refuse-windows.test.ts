import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

function runOn(platform: string) {
  const pretend = `Object.defineProperty(process, 'platform', { value: '${platform}' })`;
  const file = join(import.meta.dirname, 'refuse-windows.mjs');
  const { status, stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${pretend}`, file]);
  return [status, String(stderr)];
}

it('says on Windows what to do, in one line, and nothing elsewhere', () => {
  expect(runOn('win32')).toEqual([1, expect.stringMatching(/^Valine .* run the same command in WSL: \S+\n$/)]);
  expect(runOn('darwin')).toEqual([0, '']);
});

it('comes before every exec, which hands a signal for npm on to the program', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const executing = Object.values<string>(manifest.scripts).filter((script) => script.includes('exec '));
  expect(executing).toHaveLength(3);
  for (const script of executing) expect(script).toMatch(/^node packages\/toolchain\/refuse-windows.mjs && exec node /);
});
