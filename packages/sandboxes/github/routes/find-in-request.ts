/** Finds what a request's path speaks of, or throws what GitHub answers when it is not there. */

import { type Comment, getIssue, type Issue } from '@valine/github-model';
import type { Context } from 'hono';
import { ApiError, notFound } from '../state/api-error.ts';
import type { GitHubState } from '../state/state.ts';

export function issueOf(c: Context, state: GitHubState): Issue {
  const number = Number(c.req.param('number'));
  const gone = state.issues.find((each) => each.number === number)?.gone;
  if (typeof gone === 'object') throw moved(c, gone.to, number);
  return getIssue(state, number);
}

/** GitHub answers 301 for a transferred issue; a client that follows it needs access to the other repository. */
function moved(c: Context, to: string, number: number): ApiError {
  const url = `${new URL(c.req.url).origin}/repos/${to}/issues/${number}`;
  c.header('Location', url);
  return new ApiError(301, 'Moved Permanently', { url });
}

export function commentOf(c: Context, state: GitHubState): { comment: Comment; issue: Issue } {
  const comment = state.comments.find((each) => String(each.id) === c.req.param('comment'));
  const issue = state.issues.find((each) => each.number === comment?.issue);
  if (comment === undefined || issue === undefined || issue.gone !== undefined) throw notFound();
  return { comment, issue };
}
