/** Comments of issues. */
import { commentsSince } from '@valine/github-model';
import type { Hono } from 'hono';
import { addComment, deleteComment, editComment } from '../people/comment-actions.ts';
import { commentView } from '../views/comment-view.ts';
import { repositoryUrl } from '../views/repository-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { commentOf, issueOf } from './find-in-request.ts';
import { paginate } from './paginate.ts';
import { readBody, requiredText } from './request-body.ts';

export function commentRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { view } = announce;
  const ofIssue = '/issues/:number{[0-9]+}/comments';
  const one = '/issues/comments/:comment{[0-9]+}';
  app.get(ofIssue, (c) => {
    const issue = issueOf(c, announce.state);
    const since = Date.parse(c.req.query('since') ?? '1970-01-01');
    const found = commentsSince(announce.state, issue, since);
    const self = `${repositoryUrl(view)}/issues/${issue.number}/comments`;
    return paginate(c, self, found, (comment) => commentView(view, comment));
  });
  app.post(ofIssue, async (c) => {
    const issue = issueOf(c, announce.state);
    const body = requiredText(await readBody(c), 'body', 'IssueComment');
    return c.json(commentView(view, addComment(announce, actor, issue, body)), 201);
  });
  app.get(one, (c) => c.json(commentView(view, commentOf(c, announce.state).comment)));
  app.patch(one, async (c) => {
    const { comment, issue } = commentOf(c, announce.state);
    editComment(announce, actor, issue, comment, requiredText(await readBody(c), 'body', 'IssueComment'));
    return c.json(commentView(view, comment));
  });
  app.delete(one, (c) => {
    const { comment, issue } = commentOf(c, announce.state);
    deleteComment(announce, actor, issue, comment);
    return c.body(null, 204);
  });
}
