import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

it.each([
  ['haeder', 'header'],
  ['Header', 'header'],
  ['heder', 'header'],
  ['headers', 'header'],
  ['foter', 'footer'],
  ['hero-image', undefined],
  ['', undefined],
])('for %j, among header and footer, is %j', (name, near) => {
  expect(nearest(name, ['footer', 'header'])).toBe(near);
});
