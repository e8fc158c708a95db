/** Which issues wait for which. */
import * as model from '@valine/github-model';
import type { Hono } from 'hono';
import { block, unblock } from '../people/dependency-actions.ts';
import { invalid } from '../state/api-error.ts';
import { issueView } from '../views/issue-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { issueOf } from './issue-routes.ts';
import { paginate } from './paginate.ts';
import { readBody } from './request-body.ts';

const OF_ISSUE = '/issues/:number{[0-9]+}/dependencies';

/** `actor` is the login the token belongs to. */
export function dependencyRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { state, view } = announce;
  const shown = (issue: model.Issue) => issueView(view, issue);
  app.get(`${OF_ISSUE}/blocked_by`, (c) => paginate(c, model.blockersOf(state, issueOf(c, announce)), shown));
  app.get(`${OF_ISSUE}/blocking`, (c) => paginate(c, model.blockedOn(state, issueOf(c, announce)), shown));
  app.post(`${OF_ISSUE}/blocked_by`, async (c) => {
    const { issue_id: id } = await readBody(c);
    if (typeof id !== 'number') throw invalid({ resource: 'Issue', field: 'issue_id', code: 'invalid' });
    block(announce, actor, issueOf(c, announce), model.getIssueById(state, id));
    return c.json(shown(issueOf(c, announce)), 201);
  });
  app.delete(`${OF_ISSUE}/blocked_by/:id{[0-9]+}`, (c) => {
    unblock(announce, actor, issueOf(c, announce), model.getIssueById(state, Number(c.req.param('id'))));
    return c.json(shown(issueOf(c, announce)));
  });
}
