/** Finds what a request's path speaks of, or throws what GitHub answers when it is not there. */
import type { Context } from 'hono';
import { ApiError, notFound } from '../api-error.ts';
import type { Comment, GitHubState, Issue } from '../state.ts';

export function issueOf(c: Context, state: GitHubState): Issue {
  const issue = state.issues.find((each) => String(each.number) === c.req.param('number'));
  if (issue === undefined) throw notFound();
  if (issue.gone === 'deleted') throw new ApiError(410, 'This issue was deleted');
  if (issue.gone !== undefined) throw moved(c, issue.gone.to, issue.number);
  return issue;
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
