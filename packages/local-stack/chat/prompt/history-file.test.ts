import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testDir } from '../../sandboxes/shared/test-dir.ts';
import { readHistory, writeHistory } from './history-file.ts';

it('keeps what was typed, up to 500 lines, the newest first', () => {
  const file = join(testDir(), 'history');
  expect(readHistory(file)).toEqual([]);
  writeHistory(
    file,
    Array.from({ length: 600 }, (_, index) => `line ${index}`),
  );
  const history = readHistory(file);
  expect(history).toHaveLength(500);
  expect(history[0]).toBe('line 0');
});
