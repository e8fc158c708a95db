import { expect, it } from 'vitest';
import { countContent } from './limits.ts';
import { emptyModel } from './model.ts';

it('takes 80 requests that create content in a minute, and 500 in an hour', () => {
  const model = emptyModel('acme/web');
  const takes = (at: number) => {
    try {
      countContent(model, at);
      return 'taken';
    } catch (error) {
      return Object(error).retryAfterSeconds;
    }
  };
  const minute = 60_000;
  expect(Array.from({ length: 80 }, () => takes(1000))).not.toContain(60);
  expect([takes(1000), takes(minute + 999)]).toEqual([60, 1]);
  const hour = Array.from({ length: 420 }, (_, index) => takes(minute + 1000 + index * 1000));
  expect(new Set(hour)).toEqual(new Set(['taken']));
  expect([takes(10 * minute), takes(60 * minute + 1000)]).toEqual([50 * minute * 0.001 + 1, 'taken']);
});
