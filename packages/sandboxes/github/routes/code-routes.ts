/** What the repository holds besides issues: commits, branches, pull requests, variables and secrets. */
import * as model from '@valine/github-model';
import type { Hono } from 'hono';
import { newIssue } from '../people/issue-actions.ts';
import { notFound } from '../state/api-error.ts';
import { now, timestamp } from '../state/state.ts';
import { issueUrl } from '../views/issue-view.ts';
import { pageUrl, type Shown, userView, type View } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { paginate } from './paginate.ts';
import { type Body, namesField, readBody, requiredText, textField } from './request-body.ts';

/** `actor` is the login the token belongs to. */
export function codeRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { state } = announce;
  app.post('/git/commits', async (c) => {
    const commit = commitOf(await readBody(c), actor);
    const sha = model.createCommit(state, commit);
    announce.save();
    return c.json({ sha, message: commit.message, tree: { sha: commit.tree } }, 201);
  });
  app.post('/git/refs', async (c) => {
    const body = await readBody(c);
    const [ref, sha] = [requiredText(body, 'ref', 'Reference'), requiredText(body, 'sha', 'Reference')];
    model.createBranch(state, ref.replace('refs/heads/', ''), sha);
    announce.save();
    return c.json({ ref, object: { type: 'commit', sha } }, 201);
  });
  app.get('/git/ref/:ref{.+}', (c) => {
    const name = c.req.param('ref').replace('heads/', '');
    const sha = state.branches[name];
    if (sha === undefined) throw notFound();
    return c.json({ ref: `refs/heads/${name}`, object: { type: 'commit', sha } });
  });
  app.get('/compare/:basehead{.+}', (c) => c.json(comparisonView(announce.view, c.req.param('basehead'))));
  pullRequestRoutes(app, announce, actor);
  settingsRoutes(app, announce);
}

function pullRequestRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { state, view } = announce;
  const one = '/pulls/:number{[0-9]+}';
  app.get('/pulls', (c) => {
    const [, head] = (c.req.query('head') ?? '').split(':');
    const wanted = c.req.query('state') ?? 'open';
    const all = head ? model.pullRequestsOf(state, head) : model.pullRequests(state).toReversed();
    const found = all.filter((pull) => wanted === 'all' || pull.state === wanted);
    return paginate(c, found, (pull) => pullRequestView(view, pull));
  });
  app.post('/pulls', async (c) => {
    const body = await readBody(c);
    const [title, head, base] = ['title', 'head', 'base'].map((field) => requiredText(body, field, 'PullRequest'));
    const about = { title: title ?? '', head: head ?? '', base: base ?? '', draft: body.draft === true };
    const text = { body: textField(body, 'body') ?? null };
    const made = model.openPullRequest(state, { ...about, ...text, ...newIssue(announce, actor) });
    announce.save();
    return c.json(pullRequestView(view, made), 201);
  });
  app.get(one, (c) => c.json(pullRequestView(view, model.getPullRequest(state, Number(c.req.param('number'))))));
  app.put(`${one}/merge`, async (c) => {
    const headSha = requiredText(await readBody(c), 'sha', 'PullRequest');
    const sha = model.mergePullRequest(state, Number(c.req.param('number')), { headSha, by: actor, at: now() }).sha;
    announce.save();
    return c.json({ sha, merged: true, message: 'Pull Request successfully merged' });
  });
}

function settingsRoutes(app: Hono, { state, save }: Announcer): void {
  app.post('/actions/variables', async (c) => {
    const body = await readBody(c);
    model.createVariable(state, requiredText(body, 'name', 'Variable'), textField(body, 'value') ?? '');
    save();
    return c.json({}, 201);
  });
  app.patch('/actions/variables/:name', async (c) => {
    model.updateVariable(state, c.req.param('name'), textField(await readBody(c), 'value') ?? '');
    save();
    return c.body(null, 204);
  });
  app.get('/actions/secrets/public-key', (c) => c.json({ key_id: model.SECRET_KEY.keyId, key: model.SECRET_KEY.key }));
  app.put('/actions/secrets/:name', async (c) => {
    const body = await readBody(c);
    const sealed = requiredText(body, 'encrypted_value', 'Secret');
    model.setSecret(state, c.req.param('name'), { sealed, keyId: requiredText(body, 'key_id', 'Secret') });
    save();
    return c.json({}, 201);
  });
}

/** The commits and files that it is made of are left out. @throws Refusal 404 */
function comparisonView(view: View, basehead: string): Shown<'commit-comparison'> {
  const [base = '', head = ''] = basehead.split('...');
  const { status, ahead, behind } = model.compareCommits(view.state, base, head);
  const counts = { ahead_by: ahead, behind_by: behind, total_commits: ahead };
  return { status, ...counts, html_url: `${pageUrl(view)}/compare/${basehead}`, commits: [] };
}

function commitOf(body: Body, actor: string): model.Commit {
  const person: { name?: unknown; date?: unknown } = Object(body.author);
  return {
    message: requiredText(body, 'message', 'Commit'),
    tree: requiredText(body, 'tree', 'Commit'),
    parents: namesField(body, 'parents') ?? [],
    author: typeof person.name === 'string' ? person.name : actor,
    at: typeof person.date === 'string' ? Date.parse(person.date) : now(),
  };
}

function pullRequestView(view: View, issue: model.PullRequestIssue): Shown<'pull-request'> {
  const { draft, head, base, headSha, merged, mergeSha = null } = issue.pullRequest;
  const closedAt = issue.closedAt === null ? null : timestamp(issue.closedAt);
  return {
    html_url: issueUrl(view, issue),
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    draft,
    user: userView(view, issue.author),
    head: { label: `${model.ownerOf(view.state)}:${head}`, ref: head, sha: headSha },
    base: { label: `${model.ownerOf(view.state)}:${base}`, ref: base },
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_at: closedAt,
    merged,
    merged_at: merged ? closedAt : null,
    merge_commit_sha: mergeSha,
  };
}
