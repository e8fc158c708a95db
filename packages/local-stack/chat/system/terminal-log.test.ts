import { expect, it } from 'vitest';
import { createTerminalLog } from './terminal-log.ts';

it.each([
  [undefined, ['warn: slow (seconds=3, why=busy)', 'error: bad (error=no)']],
  ['INFO', ['info: fine', 'warn: slow (seconds=3, why=busy)', 'error: bad (error=no)']],
  ['error', ['error: bad (error=no)']],
])('with the level %s says what matters', (level, expected) => {
  const lines: string[] = [];
  const log = createTerminalLog(level, (line) => lines.push(line));
  log.info('fine');
  log.warn('slow', { seconds: 3, why: 'busy' });
  log.error('bad', { error: new Error('no') });
  expect(lines).toEqual(expected);
});
