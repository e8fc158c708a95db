import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { expect, it } from 'vitest';
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
