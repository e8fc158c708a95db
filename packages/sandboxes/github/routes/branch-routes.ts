/** Branches: where they stand, what they ask for, and what was found out about their newest commit. */
import * as model from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { deleteBranch } from '../people/pull-actions.ts';
import { ApiError, notFound } from '../state/api-error.ts';
import type { GitHubState } from '../state/state.ts';
import { branchView, checkRunView, checkSuiteView, combinedStatusView, protectionView } from '../views/check-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { paginate } from './paginate.ts';
import { readBody, requiredText } from './request-body.ts';

/** `actor` is the login the token belongs to. */
export function branchRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { state, view } = announce;
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
  app.delete('/git/refs/:ref{.+}', (c) => {
    deleteBranch(announce, actor, c.req.param('ref').replace('heads/', ''));
    return c.body(null, 204);
  });
  app.get('/branches/:path{.+}', (c) => {
    const [, name = '', protection] = /^(.+?)(\/protection)?$/.exec(c.req.param('path')) ?? [];
    return protection === undefined
      ? c.json(branchView(view, getBranch(state, name)))
      : protectionOf(c, announce, name);
  });
  // What else the sandbox asks for stands in the branch's protection.
  app.get('/rules/branches/:branch{.+}', (c) => {
    const hasQueue = state.protections[c.req.param('branch')]?.mergeQueue ?? false;
    const rule = { type: 'merge_queue', ruleset_source_type: 'Repository', ruleset_source: state.repository };
    return c.json(hasQueue ? [{ ...rule, ruleset_id: 1 }] : []);
  });
  app.get('/commits/:path{.+}', (c) => commitRoute(c, announce));
}

/** @throws Refusal 404 where there is none, or its commit is not there */
function getBranch({ branches, commits }: GitHubState, name: string) {
  const sha = branches[name] ?? '';
  const tree = commits[sha]?.tree;
  if (tree === undefined) throw new ApiError(404, 'Branch not found');
  return { name, sha, tree };
}

function protectionOf(c: Context, { state, view }: Announcer, name: string): Response {
  const protection = state.protections[getBranch(state, name).name];
  if (protection === undefined) throw new ApiError(404, 'Branch not protected');
  return c.json(protectionView(view, name, protection));
}

/** A ref may have slashes in it. */
function commitRoute(c: Context, { state, view }: Announcer): Response {
  const [, ref = '', what] = /^(.+)\/(check-runs|check-suites|status)$/.exec(c.req.param('path') ?? '') ?? [];
  if (what === undefined) throw notFound();
  const sha = shaOf(state, ref);
  if (what === 'status') return c.json(combinedStatusView(view, sha));
  if (what === 'check-suites')
    return paginate(c, model.checkSuitesOf(state, sha), (suite) => checkSuiteView(view, suite), 'check_suites');
  const named = c.req.query('check_name');
  const runs = model.checkRunsOf(state, sha).filter(({ name }) => named === undefined || name === named);
  return paginate(c, runs, (run) => checkRunView(view, run), 'check_runs');
}

/** @throws ApiError 422 for what is no commit, branch or head */
function shaOf(state: GitHubState, ref: string): string {
  const sha = state.branches[ref.replace(/^(refs\/)?heads\//, '')] ?? ref;
  const isKnown = Object.hasOwn(state.commits, sha) || model.pullRequestsAt(state, sha).length > 0;
  if (!isKnown) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return sha;
}
