import { expect, it } from 'vitest';
import { GitHubError, type GitHubFailure } from './github-error.ts';

it.each<[GitHubFailure, boolean]>([
  ['unavailable', true],
  ['rate_limited', true],
  ['unauthorized', false],
  ['forbidden', false],
  ['not_found', false],
  ['invalid', false],
])('what is %s passes by itself: %s', (reason, isTransient) => {
  expect(new GitHubError({ operation: 'list issues', reason }).isTransient).toBe(isTransient);
});
