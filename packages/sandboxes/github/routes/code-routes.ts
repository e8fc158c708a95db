/** What the repository holds besides issues, pull requests and branches: commits, variables and secrets. */
import * as model from '@valine/github-model';
import type { Hono } from 'hono';
import { now } from '../state/state.ts';
import { pageUrl, type Shown, type View } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
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
  app.get('/git/commits/:sha', (c) => c.json(commitView(announce.view, c.req.param('sha'))));
  app.get('/compare/:basehead{.+}', (c) => c.json(comparisonView(announce.view, c.req.param('basehead'))));
  settingsRoutes(app, announce);
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

/** @throws Refusal 404 */
function commitView({ state }: View, sha: string): Shown<'git-commit'> {
  const { message, tree, parents } = model.getCommit(state, sha);
  return { sha, message, tree: { sha: tree }, parents: parents.map((parent) => ({ sha: parent })) };
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
