/** Comments on issues and pull requests, reactions to them, and what those may do who comment. */
import * as model from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { addComment, editComment } from '../people/issue-actions.ts';
import { invalid } from '../state/api-error.ts';
import { now, takeId } from '../state/state.ts';
import { commentView, reactionView } from '../views/issue-view.ts';
import { userView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { issueOf } from './issue-routes.ts';
import { paginate } from './paginate.ts';
import { readBody, requiredText } from './request-body.ts';

const OF_ISSUE = '/issues/:number{[0-9]+}/comments';
const ONE = '/issues/comments/:comment{[0-9]+}';

/** `actor` is the login the token belongs to. */
export function commentRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { state, view } = announce;
  const shown = (comment: model.Comment) => commentView(view, model.getIssue(state, comment.issue), comment);
  app.get(OF_ISSUE, (c) => {
    const since = Date.parse(c.req.query('since') ?? '1970-01-01');
    return paginate(c, model.commentsSince(state, issueOf(c, announce), since), shown);
  });
  app.post(OF_ISSUE, async (c) => {
    const issue = issueOf(c, announce);
    const body = requiredText(await readBody(c), 'body', 'IssueComment');
    model.assertCommentable(issue);
    return c.json(shown(addComment(announce, actor, issue, body)), 201);
  });
  app.get('/collaborators/:login/permission', (c) => {
    const login = c.req.param('login');
    const permission = model.permissionOf(state, login);
    return c.json({ permission, role_name: permission, user: userView(view, login) });
  });
  app.get(ONE, (c) => c.json(shown(commentOf(c, announce))));
  app.patch(ONE, async (c) => {
    const comment = commentOf(c, announce);
    editComment(announce, actor, comment, requiredText(await readBody(c), 'body', 'IssueComment'));
    return c.json(shown(comment));
  });
  app.get(`${ONE}/reactions`, (c) => {
    const { id } = commentOf(c, announce);
    const own = state.reactions.filter(({ comment }) => comment === id);
    return paginate(c, own, (reaction) => reactionView(view, reaction));
  });
  app.post(`${ONE}/reactions`, async (c) => {
    const { id: comment } = commentOf(c, announce);
    const content = requiredText(await readBody(c), 'content', 'Reaction');
    if (!model.REACTIONS.some((each) => each === content))
      throw invalid({ resource: 'Reaction', field: 'content', code: 'invalid' });
    const given = { id: takeId(state), comment, author: actor, content, at: now() };
    const { reaction, isNew } = model.react(state, given);
    announce.save();
    return c.json(reactionView(view, reaction), isNew ? 201 : 200);
  });
}

function commentOf(c: Context, { state }: Announcer): model.Comment {
  return model.getComment(state, Number(c.req.param('comment')));
}
