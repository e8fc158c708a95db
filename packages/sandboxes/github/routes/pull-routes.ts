/** Pull requests: what this system reads of them, and what it writes. */
import * as model from '@valine/github-model';
import type { Context, Hono } from 'hono';
import * as pulls from '../people/pull-actions.ts';
import { invalid } from '../state/api-error.ts';
import { commitInPullView, pullInListView, pullUrl, pullView } from '../views/pull-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { paginate } from './paginate.ts';
import { type Body, readBody, requiredText, textField } from './request-body.ts';

const ONE = '/pulls/:number{[0-9]+}';

/** `actor` is the login the token belongs to. */
export function pullRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { view } = announce;
  app.get('/pulls', (c) => paginate(c, listPulls(c, announce), (pull) => pullInListView(view, pull)));
  app.post('/pulls', async (c) => {
    const body = await readBody(c);
    const [title, head, base] = ['title', 'head', 'base'].map((field) => requiredText(body, field, 'PullRequest'));
    const about = { title: title ?? '', head: head ?? '', base: base ?? '', draft: body.draft === true };
    const made = pulls.openPull(announce, actor, { ...about, body: textField(body, 'body') ?? null });
    return c.json(pullView(view, made), 201);
  });
  app.get(ONE, (c) => {
    const pull = pullOf(c, announce);
    const shown = pullView(view, pull);
    model.workOutMergeability(announce.state, pull);
    announce.save();
    return c.json(shown);
  });
  app.get(`${ONE}/commits`, (c) =>
    paginate(c, model.commitsOf(announce.state, pullOf(c, announce)), (sha) => commitInPullView(view, sha)),
  );
  app.patch(ONE, async (c) => {
    const pull = pullOf(c, announce);
    edit(announce, actor, pull, await readBody(c));
    return c.json(pullView(view, pull));
  });
  app.put(`${ONE}/merge`, async (c) => {
    const body = await readBody(c);
    const merge = { headSha: textField(body, 'sha'), method: methodIn(body) };
    const sha = pulls.mergePull(announce, actor, pullOf(c, announce), merge);
    return c.json({ sha, merged: true, message: 'Pull Request successfully merged' });
  });
  app.put(`${ONE}/update-branch`, async (c) => {
    const pull = pullOf(c, announce);
    pulls.updateBranch(announce, actor, pull, textField(await readBody(c), 'expected_head_sha'));
    return c.json({ message: 'Updating pull request branch.', url: pullUrl(view, pull) }, 202);
  });
}

export function pullOf(c: Context, { state }: Announcer): model.PullRequestIssue {
  return model.getPullRequest(state, Number(c.req.param('number')));
}

/** The newest first. */
function listPulls(c: Context, { state }: Announcer): model.PullRequestIssue[] {
  const [, head] = (c.req.query('head') ?? '').split(':');
  const { state: wanted = 'open', base, sort } = c.req.query();
  if (wanted === 'closed' && sort === 'updated' && c.req.query('direction') === 'desc')
    return model.closedPullRequests(state);
  if (sort !== undefined) throw invalid({ resource: 'PullRequest', field: 'sort', code: 'unknown_to_the_sandbox' });
  const all = head ? model.pullRequestsOf(state, head) : model.pullRequests(state).toReversed();
  return all
    .filter((pull) => wanted === 'all' || pull.state === wanted)
    .filter(({ pullRequest }) => base === undefined || pullRequest.base === base);
}

/** Its text first, then its state. */
function edit(announce: Announcer, actor: string, pull: model.PullRequestIssue, body: Body): void {
  const wanted = textField(body, 'state');
  if (wanted !== undefined && !['open', 'closed'].includes(wanted))
    throw invalid({ resource: 'PullRequest', field: 'state', code: 'invalid' });
  pulls.editPull(announce, actor, pull, {
    title: textField(body, 'title'),
    body: textField(body, 'body'),
    base: textField(body, 'base'),
  });
  if (wanted === 'closed') pulls.closePull(announce, actor, pull);
  if (wanted === 'open') pulls.reopenPull(announce, actor, pull);
}

function methodIn(body: Body): model.MergeMethod | undefined {
  const given = textField(body, 'merge_method');
  const method = (['merge', 'squash', 'rebase'] as const).find((each) => each === given);
  if (given !== undefined && method === undefined)
    throw invalid({ resource: 'PullRequest', field: 'merge_method', code: 'invalid' });
  return method;
}
