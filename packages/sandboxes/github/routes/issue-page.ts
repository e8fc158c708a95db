/** What the links in messages lead to: an issue as plain text. */

import type { Issue } from '@valine/github-model';
import type { Hono } from 'hono';
import { type GitHubState, timestamp } from '../state/state.ts';

export function issuePage(app: Hono, state: GitHubState): void {
  const pages = `/${state.repository}/:kind{issues|pull}/:number{[0-9]+}`;
  app.get(pages, (c) => {
    const issue = state.issues.find((each) => String(each.number) === c.req.param('number'));
    return issue === undefined ? c.text('There is no such issue.\n', 404) : c.text(issueText(state, issue));
  });
}

function issueText(state: GitHubState, issue: Issue): string {
  const comments = state.comments.filter((comment) => comment.issue === issue.number);
  return [
    `${issue.title} #${issue.number}`,
    `${issue.state}${issue.stateReason === null ? '' : ` (${issue.stateReason})`}, opened ${timestamp(issue.createdAt)} by ${issue.author}`,
    `Labels: ${issue.labels.join(', ') || 'none'}    Assignees: ${issue.assignees.join(', ') || 'none'}`,
    '',
    issue.body ?? 'No description.',
    ...comments.map((comment) => `\n-- ${comment.author}, ${timestamp(comment.createdAt)}\n${comment.body}`),
    '',
  ].join('\n');
}
