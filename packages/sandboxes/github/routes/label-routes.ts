/** Labels and assignees of an issue. */
import type { Hono } from 'hono';
import { addLabels, assign, removeLabel, setLabels, unassign } from '../people/label-actions.ts';
import { issueView } from '../views/issue-view.ts';
import { labelsOf, labelView } from '../views/label-view.ts';
import { repositoryUrl } from '../views/repository-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { issueOf } from './find-in-request.ts';
import { paginate } from './paginate.ts';
import { namesField, readBody } from './request-body.ts';

export function labelRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { state, view } = announce;
  const path = '/issues/:number{[0-9]+}/labels';
  app.get('/labels', (c) =>
    paginate(c, `${repositoryUrl(view)}/labels`, state.labels, (label) => labelView(view, label)),
  );
  app.get(path, (c) => c.json(labelsOf(view, issueOf(c, state))));
  app.post(path, async (c) => {
    const issue = issueOf(c, state);
    addLabels(announce, actor, issue, namesField(await readBody(c), 'labels') ?? []);
    return c.json(labelsOf(view, issue));
  });
  app.put(path, async (c) => {
    const issue = issueOf(c, state);
    setLabels(announce, actor, issue, namesField(await readBody(c), 'labels') ?? []);
    return c.json(labelsOf(view, issue));
  });
  app.delete(path, (c) => {
    setLabels(announce, actor, issueOf(c, state), []);
    return c.body(null, 204);
  });
  app.delete(`${path}/:name`, (c) => {
    const issue = issueOf(c, state);
    removeLabel(announce, actor, issue, c.req.param('name'));
    return c.json(labelsOf(view, issue));
  });
}

export function assigneeRoutes(app: Hono, announce: Announcer, actor: string): void {
  const path = '/issues/:number{[0-9]+}/assignees';
  app.post(path, async (c) => {
    const issue = issueOf(c, announce.state);
    assign(announce, actor, issue, namesField(await readBody(c), 'assignees') ?? []);
    return c.json(issueView(announce.view, issue), 201);
  });
  app.delete(path, async (c) => {
    const issue = issueOf(c, announce.state);
    unassign(announce, actor, issue, namesField(await readBody(c), 'assignees') ?? []);
    return c.json(issueView(announce.view, issue));
  });
}
