import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { describe, expect, it } from 'vitest';
import { makeDataDir } from './make-data-dir.ts';

describe('the data directory', () => {
  it('is made with every folder above it, and kept when it is there', () => {
    const dataDir = join(testDir(), 'a', 'b');
    makeDataDir(dataDir);
    writeFileSync(join(dataDir, 'kept'), '');
    makeDataDir(dataDir);
    expect(statSync(dataDir).isDirectory()).toBe(true);
    expect(existsSync(join(dataDir, 'kept'))).toBe(true);
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
