/** What docs/releases.md has one type to make a release, in a clone of this commit. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from './handbook.ts';

const VERSION = '9.9.9';

it('a release is one commit: its version everywhere, and what is kept in the cloud from then on', () => {
  const clone = mkdtempSync(join(tmpdir(), 'valine-release-'));
  onTestFinished(() => rmSync(clone, { recursive: true, force: true }));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, encoding: 'utf8' });
  git('clone', '--quiet', '--no-hardlinks', ROOT, '.');
  linkModules(clone, git('ls-files', 'package.json', '*/package.json').trim().split('\n'));
  // What is linked builds where it is linked to.
  for (const program of [['bundle.ts'], ['release/prepare.ts', VERSION]])
    execFileSync(process.execPath, [`packages/toolchain/${program[0]}`, ...program.slice(1)], { cwd: clone });

  const changed = git('diff', '--name-only').trim().split('\n');
  expect(changed).toEqual(
    expect.arrayContaining([
      'CHANGELOG.md',
      'package.json',
      'packages/settings/release.ts',
      'test/infra/runner/released.json',
    ]),
  );
  const text = (path: string) => readFileSync(join(clone, path), 'utf8');
  expect(text('packages/settings/release.ts')).toContain(`version: '${VERSION}', date: '`);
  expect(JSON.parse(text('test/infra/runner/released.json')).version).toBe(VERSION);
  for (const path of changed.filter((each) => each.endsWith('package.json')))
    expect(JSON.parse(text(path)).version).toBe(VERSION);
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '-qam', `release: ${VERSION}`);
  expect(git('status', '--porcelain', '--untracked-files=no')).toBe('');
});

/** What is installed here is there too. */
function linkModules(clone: string, manifests: readonly string[]): void {
  for (const manifest of manifests) {
    const modules = join(manifest, '..', 'node_modules');
    if (existsSync(join(ROOT, modules))) symlinkSync(join(ROOT, modules), join(clone, modules));
  }
}
