/**
 * Makes the commit of a release ready: `pnpm release 1.2.3` writes the version into every package, what is unreleased under
 * its heading, and what stands in the cloud from now on.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withRelease } from './changelog.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const [version = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version)) {
  console.error('Say which version: `pnpm release 1.2.3`.');
  process.exit(2);
}

const listed = execFileSync('git', ['ls-files', 'package.json', '*/package.json'], { cwd: ROOT, encoding: 'utf8' });
for (const path of listed.trim().split('\n'))
  rewrite(path, (text) => text.replace(/("version": )"[^"]+"/, `$1"${version}"`));
const date = new Date().toISOString().slice(0, 10);
rewrite('CHANGELOG.md', (text) => withRelease(text, version, date));
rewrite('packages/settings/release.ts', (text) =>
  text.replace(/= \{ version: .*\};/, `= { version: '${version}', date: '${date}' };`),
);
execFileSync(process.execPath, ['test/infra/runner/write-released.ts', version], { cwd: ROOT, stdio: 'inherit' });
console.log(
  `Look at it with git diff, run npm test, and commit. Have it merged into main, then tag what is there: git fetch origin main && git tag v${version} origin/main && git push origin v${version}`,
);

function rewrite(path: string, change: (text: string) => string): void {
  const file = resolve(ROOT, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before)
    throw new Error(`${path} would stay as it is: is it this version already, or written otherwise?`);
  writeFileSync(file, after);
}
