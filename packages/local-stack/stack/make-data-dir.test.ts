import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { describe, expect, it } from 'vitest';
import { findStorageProblem, makeDataDir } from './make-data-dir.ts';

describe('the data directory', () => {
  it('is made with every folder above it, and kept when it is there', () => {
    const dataDir = join(testDir(), 'a', 'b');
    makeDataDir(dataDir);
    writeFileSync(join(dataDir, 'kept'), '');
    makeDataDir(dataDir);
    expect(statSync(dataDir).isDirectory()).toBe(true);
    expect(existsSync(join(dataDir, 'kept'))).toBe(true);
  });

  it('is for its owner alone, also what an earlier version made for everyone', () => {
    const dataDir = join(testDir(), 'data');
    mkdirSync(join(dataDir, 'queues'), { recursive: true, mode: 0o755 });
    for (const file of ['lock.db', 'queues/fauxqs.db']) writeFileSync(join(dataDir, file), '', { mode: 0o644 });
    makeDataDir(dataDir);
    const modeOf = (file: string) => (statSync(join(dataDir, file)).mode & 0o777).toString(8);
    expect(['.', 'queues', 'lock.db', 'queues/fauxqs.db'].map(modeOf)).toEqual(['700', '700', '600', '600']);
  });

  it('leaves alone what is not its own', () => {
    const shared = join(testDir(), 'shared');
    mkdirSync(shared, { mode: 0o755 });
    writeFileSync(join(shared, 'letter.txt'), '', { mode: 0o644 });
    makeDataDir(shared);
    expect([shared, join(shared, 'letter.txt')].map((path) => statSync(path).mode & 0o777)).toEqual([0o755, 0o644]);
  });

  it('that is full is told so', () => {
    const dataDir = testDir();
    symlinkSync('/dev/full', join(dataDir, 'probe'));
    expect(() => makeDataDir(dataDir)).toThrow(`The disk is full: nothing more can be kept in ${dataDir}.`);
    expect(findStorageProblem(dataDir)).toBeUndefined();
  });

  it.each([
    ['a file', ''],
    ['below a file', 'x'],
  ])('that is %s is refused with what to do', (_what, below) => {
    const file = join(testDir(), 'file');
    writeFileSync(file, '');
    expect(() => makeDataDir(join(file, below))).toThrow(/Nothing can be kept in .* Set VALINE_DATA_DIR to a folder/);
  });

  it('where no folder can be made is refused at once', () => {
    expect(() => makeDataDir('/proc/valine/x')).toThrow('Nothing can be kept in /proc/valine/x');
  });
});
