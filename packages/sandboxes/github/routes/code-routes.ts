/** What the repository holds besides issues, pull requests and branches: commits, variables and secrets. */
import * as model from '@valine/github-model';
import type { Hono } from 'hono';
import { notFound } from '../state/api-error.ts';
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
  app.post('/git/trees', async (c) => {
    const body = await readBody(c);
    const sha = model.createTree(state, treeFilesOf(body), textField(body, 'base_tree'));
    announce.save();
    return c.json(treeView(announce.view, sha), 201);
  });
  app.get('/git/trees/:sha', (c) => c.json(treeView(announce.view, c.req.param('sha'))));
  app.get('/contents/:path{.*}', (c) => {
    const [path, ref] = [c.req.param('path') ?? '', c.req.query('ref') ?? model.DEFAULT_BRANCH];
    const listed = folderView(announce.view, path, ref);
    return listed.length > 0 ? c.json(listed) : c.json(fileView(announce.view, path, ref));
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
  app.get('/actions/secrets/public-key', (c) => {
    const { keyId, key } = model.secretKeyOf(state);
    return c.json({ key_id: keyId, key });
  });
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

/** Every file of it, as with `recursive`. @throws Refusal 404 */
function treeView({ state }: View, sha: string): Shown<'git-tree'> {
  const entries = Object.entries(model.getTree(state, sha)).sort();
  const tree = entries.map(([path, blob]) => ({ path, mode: '100644', type: 'blob', sha: blob }));
  return { sha, tree, truncated: false };
}

/** @throws Refusal 404 */
function fileView({ state }: View, path: string, ref: string): Shown<'content-file'> {
  const file = model.findFile(state, path, ref);
  if (file === undefined) throw notFound();
  const { sha, bytes } = file;
  const about = { type: 'file', name: path.slice(path.lastIndexOf('/') + 1), path, size: bytes.byteLength } as const;
  return { ...about, sha, encoding: 'base64', content: bytes.toString('base64').replace(/.{60}/g, '$&\n') };
}

/** What stands in a folder itself; nothing where it is none. @throws Refusal 404 */
function folderView({ state }: View, folder: string, ref: string): Shown<'content-file'>[] {
  const { tree } = model.getCommit(state, state.branches[ref] ?? ref);
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = Object.entries(state.trees?.[tree] ?? {}).filter(([path]) => path.startsWith(prefix));
  const files = entries.filter(([path]) => !path.slice(prefix.length).includes('/'));
  return files.map(([path, sha]) => ({ type: 'file', name: path.slice(prefix.length), path, sha }));
}

/** @throws ApiError 422 */
function treeFilesOf(body: Body): Record<string, string> {
  const entries = Array.isArray(body['tree']) ? body['tree'] : [];
  return Object.fromEntries(
    entries.map((entry: unknown) => {
      const given: Body = Object(entry);
      return [requiredText(given, 'path', 'Tree'), textField(given, 'content') ?? ''];
    }),
  );
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
