/** Issues with their labels: what this system reads of them, and what it writes. */
import { carries, getIssue, type Issue } from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { addLabels, assign, removeLabel, unassign } from '../people/label-actions.ts';
import { ApiError, invalid } from '../state/api-error.ts';
import { issueView, labelsOf } from '../views/issue-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { paginate } from './paginate.ts';
import { namesField, readBody } from './request-body.ts';

/** `actor` is the login the token belongs to. */
export function issueRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { view } = announce;
  const one = '/issues/:number{[0-9]+}';
  app.get('/issues', (c) => paginate(c, listIssues(c, announce), (issue) => issueView(view, issue)));
  app.get(one, (c) => c.json(issueView(view, issueOf(c, announce))));
  app.post(`${one}/labels`, async (c) => {
    const issue = issueOf(c, announce);
    addLabels(announce, actor, issue, namesField(await readBody(c), 'labels') ?? []);
    return c.json(labelsOf(view, issue));
  });
  app.post(`${one}/assignees`, async (c) => {
    const issue = issueOf(c, announce);
    for (const login of namesField(await readBody(c), 'assignees') ?? []) assign(announce, actor, issue, login);
    return c.json(issueView(view, issue), 201);
  });
  app.delete(`${one}/assignees`, async (c) => {
    const issue = issueOf(c, announce);
    for (const login of namesField(await readBody(c), 'assignees') ?? []) unassign(announce, actor, issue, login);
    return c.json(issueView(view, issue));
  });
  app.delete(`${one}/labels/:name`, (c) => {
    const issue = issueOf(c, announce);
    removeLabel(announce, actor, issue, c.req.param('name'));
    return c.json(labelsOf(view, issue));
  });
}

/** Open ones that carry every label, the oldest first; pull requests are among them, as on GitHub. */
function listIssues(c: Context, { state }: Announcer): Issue[] {
  for (const [field, value] of [
    ['state', 'open'],
    ['sort', 'created'],
    ['direction', 'asc'],
  ] as const)
    if (c.req.query(field) !== value) throw invalid({ resource: 'Issue', field, code: 'unknown_to_the_sandbox' });
  const there = state.issues.filter((issue) => issue.gone === undefined && issue.state === 'open');
  const labels = (c.req.query('labels') ?? '').split(',').filter((name) => name !== '');
  const found = there.filter((issue) => labels.every((name) => carries(issue, name.trim())));
  return found.toSorted((a, b) => a.createdAt - b.createdAt || a.number - b.number);
}

export function issueOf(c: Context, { state }: Announcer): Issue {
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
