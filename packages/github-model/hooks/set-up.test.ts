import { describe, expect, it } from 'vitest';
import { isSubscribed, subjectPrefix } from './set-up.ts';

describe('a webhook', () => {
  it.each([
    ['of all events', { active: true, events: ['*'] }, true],
    ['of this one', { active: true, events: ['issues'] }, true],
    ['of others', { active: true, events: ['push'] }, false],
    ['that is switched off', { active: false, events: ['*'] }, false],
  ])('%s', (_, hook, told) => {
    expect(isSubscribed(hook, 'issues')).toBe(told);
  });
});

it('the subject has the numbers of owner and repository since they are immutable', () => {
  const [owner, repository] = [
    { name: 'acme', id: 1 },
    { name: 'web', id: 2 },
  ];
  expect(subjectPrefix({ immutable: false }, owner, repository)).toBe('repo:acme/web');
  expect(subjectPrefix({ immutable: true }, owner, repository)).toBe('repo:acme@1/web@2');
});
