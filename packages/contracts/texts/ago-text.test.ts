import { expect, it } from 'vitest';
import { agoText } from './ago-text.ts';

it.each([
  [-5, 'just now'],
  [0, 'just now'],
  [59, 'just now'],
  [60, '1m ago'],
  [3_599, '59m ago'],
  [7_200, '2h ago'],
  [86_399, '23h ago'],
  [200_000, '2d ago'],
])('%i seconds is %s', (seconds, text) => {
  expect(agoText(1000, 1000 + seconds * 1000)).toBe(text);
});
