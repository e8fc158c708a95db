/** An open issue of `acme/web`, labelled `ready`. */
import type { Issue } from '@valine/github';

/** The higher the number, the younger: one hour apart, the first at 2026-02-01T00:00:00Z. */
export function buildIssue(number: number, overrides: Partial<Issue> = {}): Issue {
  return {
    number,
    title: `Issue ${number}`,
    url: `https://github.com/acme/web/issues/${number}`,
    state: 'open',
    stateReason: null,
    labels: ['ready'],
    body: '',
    assignees: [],
    createdAt: Date.UTC(2026, 1, 1, number),
    updatedAt: Date.UTC(2026, 1, 1, number),
    isPullRequest: false,
    ...overrides,
  };
}
