import { expect, it } from 'vitest';
import { accessOf } from './buttons.ts';
import { catalogue } from './catalogue/index.ts';

const verifyLatest = catalogue['verify-latest'];

it.each([
  ['nothing', {}, 'everyone'],
  ['an option that everybody may give', { run_url: '7001' }, 'everyone'],
  ['an option that starts something, set to false', { diagnose: false }, 'everyone'],
  ['an option that starts something', { diagnose: true }, 'operator'],
])('with %s', (_, values, access) => {
  expect(accessOf(verifyLatest, values)).toBe(access);
});

it('is never less than the command asks for', () => {
  expect(accessOf(catalogue['deploy-client'], { wait: true })).toBe('operator');
});
