import { describe, expect, it } from 'vitest';
import { filterOf } from './filter-pattern.ts';

describe('a pattern on a field', () => {
  const isError = filterOf('{ $.level = "error" }');

  it.each(['{"level":"error","message":"no"}', '{"message":"no","level":"error"}'])('takes %s', (line) => {
    expect(isError(line)).toBe(true);
  });

  it.each(['{"level":"warn","message":"an error"}', '{"error":{"level":"error"}}', 'error', '{"level":"error"', '{}'])(
    'leaves %s out',
    (line) => {
      expect(isError(line)).toBe(false);
    },
  );
});

it('another pattern stops the stack, with what to do', () => {
  expect(() => filterOf('?ERROR ?WARN')).toThrow(/not \?ERROR \?WARN: teach it/);
});
