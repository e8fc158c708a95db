/** `/repos/{owner}/{repo}/issues`: list, open, read, change. */

import { carries, type Issue, type StateReason } from '@valine/github-model';
import type { Hono } from 'hono';
import { closeIssue, editIssue, openIssue, reopenIssue } from '../people/issue-actions.ts';
import { setAssignees, setLabels } from '../people/label-actions.ts';
import { invalid } from '../state/api-error.ts';
import { issueView } from '../views/issue-view.ts';
import { repositoryUrl } from '../views/repository-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { issueOf } from './find-in-request.ts';
import { paginate } from './paginate.ts';
import { type Body, namesField, readBody, requiredText, textField } from './request-body.ts';

const REASONS: readonly StateReason[] = ['completed', 'not_planned', 'duplicate', 'reopened'];

/** `actor` is the login the token belongs to. */
export function issueRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { state, view } = announce;
  app.get('/issues', (c) => {
    const self = `${repositoryUrl(view)}/issues`;
    return paginate(c, self, listIssues(state.issues, c.req.query()), (issue) => issueView(view, issue));
  });
  app.post('/issues', async (c) => {
    const body = await readBody(c);
    const title = requiredText(body, 'title', 'Issue');
    const issue = openIssue(announce, actor, { title, body: textField(body, 'body') ?? null });
    setLabels(announce, actor, issue, namesField(body, 'labels') ?? []);
    setAssignees(announce, actor, issue, namesField(body, 'assignees') ?? []);
    return c.json(issueView(view, issue), 201);
  });
  app.get('/issues/:number{[0-9]+}', (c) => c.json(issueView(view, issueOf(c, state))));
  app.patch('/issues/:number{[0-9]+}', async (c) => {
    const issue = issueOf(c, state);
    changeIssue(announce, actor, issue, await readBody(c));
    return c.json(issueView(view, issue));
  });
}

function changeIssue(announce: Announcer, actor: string, issue: Issue, body: Body): void {
  const wanted = stateOf(body);
  const title = textField(body, 'title');
  const text = body.body === null ? null : textField(body, 'body');
  const labels = namesField(body, 'labels');
  const assignees = namesField(body, 'assignees');
  editIssue(announce, actor, issue, {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { body: text }),
  });
  if (labels !== undefined) setLabels(announce, actor, issue, labels);
  if (assignees !== undefined) setAssignees(announce, actor, issue, assignees);
  if (wanted.state === 'closed') closeIssue(announce, actor, issue, wanted.reason);
  if (wanted.state === 'open') reopenIssue(announce, actor, issue);
}

function stateOf(body: Body): { state: string | undefined; reason: StateReason | undefined } {
  const state = textField(body, 'state');
  if (state !== undefined && state !== 'open' && state !== 'closed')
    throw invalid({ resource: 'Issue', field: 'state', code: 'invalid' });
  const given = body.state_reason === null ? undefined : textField(body, 'state_reason');
  const reason = REASONS.find((each) => each === given);
  if (given !== undefined && reason === undefined)
    throw invalid({ resource: 'Issue', field: 'state_reason', code: 'invalid' });
  return { state, reason };
}

type IssueQuery = Partial<Record<'state' | 'labels' | 'sort' | 'direction' | 'since' | 'assignee' | 'creator', string>>;

/** Pull requests are among them, as on GitHub. @throws ApiError 422 for a value GitHub does not know */
function listIssues(issues: readonly Issue[], query: IssueQuery): Issue[] {
  const state = oneOf('state', query.state, ['open', 'closed', 'all']);
  const sort = oneOf('sort', query.sort, ['created', 'updated', 'comments']);
  const direction = oneOf('direction', query.direction, ['desc', 'asc']);
  const labels = (query.labels ?? '').split(',').filter((name) => name !== '');
  const found = issues.filter(
    (issue) =>
      issue.gone === undefined &&
      (state === 'all' || issue.state === state) &&
      labels.every((name) => carries(issue, name.trim())) &&
      (query.since === undefined || issue.updatedAt >= Date.parse(query.since)) &&
      (query.creator === undefined || issue.author === query.creator) &&
      isAssigned(issue, query.assignee),
  );
  const key = sort === 'updated' ? 'updatedAt' : 'createdAt';
  const ascending = found.toSorted((a, b) => a[key] - b[key] || a.number - b.number);
  return direction === 'asc' ? ascending : ascending.reverse();
}

function isAssigned(issue: Issue, assignee: string | undefined): boolean {
  if (assignee === undefined || assignee === '') return true;
  if (assignee === '*') return issue.assignees.length > 0;
  if (assignee === 'none') return issue.assignees.length === 0;
  return issue.assignees.includes(assignee);
}

/** The first of `allowed` is the default. */
function oneOf<T extends string>(field: string, value: string | undefined, allowed: readonly [T, ...T[]]): T {
  if (value === undefined || value === '') return allowed[0];
  const known = allowed.find((each) => each === value);
  if (known === undefined) throw invalid({ resource: 'Issue', field, code: 'invalid' });
  return known;
}
