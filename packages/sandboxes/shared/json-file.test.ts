import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openJsonFile } from './json-file.ts';
import { testDir } from './test-dir.ts';

let path: string;
beforeEach(() => {
  path = join(testDir(), 'state.json');
});

const open = () => openJsonFile(path, () => ({ runs: 0 }));

describe('a file of JSON', () => {
  it('begins with what it is given, and has it at once', () => {
    expect(open().value).toEqual({ runs: 0 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ runs: 0 });
  });

  it('knows what was saved last', () => {
    const file = open();
    for (const runs of [1, 2]) {
      file.value.runs = runs;
      file.save();
    }
    expect(open().value).toEqual({ runs: 2 });
    expect(existsSync(`${path}.next`)).toBe(false);
  });

  it('has lost nothing where it was killed between the old file and the new one', () => {
    const file = open();
    file.value.runs = 1;
    file.save();
    renameSync(path, `${path}.next`);
    expect(open().value).toEqual({ runs: 1 });
  });

  it('has the old one where it was killed in the middle of the new one', () => {
    open();
    writeFileSync(`${path}.next`, '{"runs":');
    expect(open().value).toEqual({ runs: 0 });
  });

  it('begins afresh where it was killed in the middle of the first', () => {
    writeFileSync(`${path}.next`, '{"ru');
    expect(open().value).toEqual({ runs: 0 });
  });

  it('says what to do where somebody has spoiled it', () => {
    writeFileSync(path, '{"runs":');
    expect(open).toThrow('is not valid JSON. Delete it to start the sandbox afresh.');
  });
});
