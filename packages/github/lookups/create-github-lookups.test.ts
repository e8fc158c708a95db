import type { StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';

const NINE = Date.UTC(2026, 2, 2, 9);
const url = 'https://github.com/acme/web/x';
const MISSING: StubResponse = { status: 404, body: { message: 'Not Found' } };

function pullJson(more: Record<string, unknown> = {}) {
  const repo = { full_name: 'acme/site' };
  const [head, base] = [
    { sha: 'h1', ref: 'valine/issue-1', repo },
    { ref: 'main', repo },
  ];
  const updated_at = '2026-03-02T09:00:00Z';
  return {
    number: 7,
    html_url: url,
    state: 'open',
    draft: true,
    updated_at,
    merged_at: null,
    merge_commit_sha: 'trial',
    head,
    base,
    author_association: 'MEMBER',
    ...more,
  };
}

describe('the lookup of a branch', () => {
  it('tells where it stands', async () => {
    const { lookups, requested } = await connectTo({ body: { object: { sha: 'c1' } } });
    expect(await lookups.findBranch('valine/issue-1')).toEqual({ sha: 'c1' });
    expect(requested()).toEqual(['GET /repos/acme/web/git/ref/heads/valine/issue-1']);
  });

  it('tells that it is not there', async () => {
    expect(await (await connectTo(MISSING)).lookups.findBranch('x')).toBeUndefined();
  });

  it('tells nothing when GitHub does not answer', async () => {
    const { lookups } = await connectTo({ status: 502, body: 'Bad gateway' });
    expect(await failureOf(lookups.findBranch('x'))).toMatchObject({ reason: 'unavailable' });
  });
});

describe('the lookup of a file', () => {
  const path = 'src/ui/App.jsx';
  const content = { type: 'file', path, sha: 'b1', encoding: 'base64', content: 'PGgxIC8+\n' };
  const find = async (file: object, listed: readonly object[]) => {
    const folder = 'GET /repos/acme/web/contents/src/ui?ref=c1';
    const { lookups, requested } = await connectTo(({ path: asked }) => ({
      body: decodeURIComponent(asked).includes(path) ? file : listed,
    }));
    return { found: await lookups.findFile(path, 'c1'), asked: requested().map(decodeURIComponent), folder };
  };

  it('tells what it says, and looks into its folder what it is', async () => {
    const { found, asked, folder } = await find(content, [{ type: 'file', path, sha: 'b1' }]);
    expect(found).toEqual({ sha: 'b1', text: '<h1 />' });
    expect(asked).toEqual([`GET /repos/acme/web/contents/${path}?ref=c1`, folder]);
  });

  it.each([
    ['a link, of which GitHub shows what it leads to', content, [{ type: 'symlink', path, sha: 'l1' }]],
    ['a link that leads to nothing', { type: 'symlink', path, target: 'x' }, []],
    ['a submodule', { type: 'submodule', path, sha: 's1' }, []],
    ['not in its folder, as far as that is told', content, [{ type: 'file', path: 'src/ui/Other.jsx', sha: 'b2' }]],
  ])('finds none where it is %s', async (_, file, listed) => {
    expect((await find(file, listed)).found).toBeUndefined();
  });

  it('finds none in a folder, nor where nothing is', async () => {
    const { lookups } = await connectTo({ body: [{ type: 'file', path: 'src/ui/App.jsx' }] });
    expect(await lookups.findFile('src/ui', 'c1')).toBeUndefined();
    expect(await (await connectTo(MISSING)).lookups.findFile(path, 'c1')).toBeUndefined();
  });

  it.each([
    ['not UTF-8', { ...content, content: '/w==' }],
    ['more than GitHub gives away', { ...content, encoding: 'none', content: '' }],
  ])('tells no text where it is %s', async (_, file) => {
    expect((await find(file, [{ type: 'file', path, sha: 'b1' }])).found).toEqual({ sha: 'b1' });
  });
});

describe('the repository', () => {
  const branch = { name: 'trunk', commit: { sha: 'c1', commit: { tree: { sha: 't1' } } } };

  it('is told with the newest commit of its default branch', async () => {
    const { lookups, requested } = await connectTo({ body: { default_branch: 'trunk', ...branch } });
    const base = { name: 'trunk', sha: 'c1', tree: 't1' };
    expect(await lookups.findRepository()).toEqual({ isArchived: false, hasPullRequests: true, base });
    expect(requested()).toEqual(['GET /repos/acme/web', 'GET /repos/acme/web/branches/trunk']);
  });

  it('may be archived, have no pull requests, and no commit', async () => {
    const body = { default_branch: 'trunk', archived: true, has_pull_requests: false };
    const { lookups } = await connectTo(({ path }) => (path.includes('/branches/') ? MISSING : { body }));
    expect(await lookups.findRepository()).toEqual({ isArchived: true, hasPullRequests: false });
  });

  it('is not found where it is not there', async () => {
    const { lookups } = await connectTo(MISSING);
    expect(await failureOf(lookups.findRepository())).toMatchObject({ reason: 'not_found' });
  });
});

describe('the lookup of pull requests', () => {
  it('gives those of a branch in any state', async () => {
    const merged = pullJson({ number: 6, state: 'closed', merged_at: '2026-03-02T09:00:00Z', merge_commit_sha: 'm1' });
    const { lookups, requested } = await connectTo({ body: [pullJson({ body: 'Closes #1' }), merged] });
    const open = {
      number: 7,
      url,
      state: 'open',
      merged: false,
      draft: true,
      updatedAt: NINE,
      headSha: 'h1',
      headBranch: 'valine/issue-1',
      isFromFork: false,
      authorAssociation: 'MEMBER',
      base: 'main',
      body: 'Closes #1',
    };
    const closed = { ...open, number: 6, state: 'closed', merged: true, mergeSha: 'm1', body: '' };
    expect(await lookups.pullRequestsOf('valine/issue-1')).toEqual([open, closed]);
    expect(requested()[0]).toContain('head=acme:valine/issue-1&state=all');
  });

  it('gives one by its number', async () => {
    const { lookups } = await connectTo({ body: pullJson() });
    expect(await lookups.findPullRequest(7)).toMatchObject({ merged: false, headSha: 'h1' });
    expect(await lookups.findPullRequest(7)).not.toHaveProperty('mergeSha');
    expect(await (await connectTo(MISSING)).lookups.findPullRequest(8)).toBeUndefined();
  });

  it('tells that one goes elsewhere than to the default branch, where GitHub names that', async () => {
    const elsewhere = async (default_branch?: string) => {
      const base = { ref: 'main', repo: { full_name: 'acme/web', default_branch } };
      const { lookups } = await connectTo({ body: pullJson({ base }) });
      return (await lookups.findPullRequest(7))?.isElsewhere;
    };
    expect([await elsewhere('trunk'), await elsewhere('main'), await elsewhere()]).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });

  it('gives all that are open, page by page, three hundred at most', async () => {
    const next = { link: '<https://api.github.com/x?page=2>; rel="next"' };
    const { lookups, requested } = await connectTo({ headers: next, body: [pullJson()] });
    expect(await lookups.openPullRequests()).toHaveLength(3);
    expect(requested()[2]).toContain('/pulls?state=open&per_page=100&page=3');
  });

  it('gives what was merged since then: of the last hundred that are closed, those that are merged', async () => {
    const [before, since, after] = ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'];
    const merged = { number: 8, merged_at: after, title: 'Fix', user: { login: 'ada' }, updated_at: after };
    const pulls = [merged, { ...merged, number: 9, merged_at: null }, { ...merged, number: 7, merged_at: before }];
    const { lookups, requested } = await connectTo({ body: pulls.map(pullJson) });
    const found = await lookups.mergedSince(Date.parse(since));
    expect(found).toMatchObject({
      pullRequests: [{ number: 8, mergedAt: Date.parse(after), author: 'ada', title: 'Fix' }],
    });
    expect(requested()[0]).toContain('/pulls?state=closed&sort=updated&direction=desc&per_page=100');
    expect(found.isWhole).toBe(true);
  });

  it.each([
    [
      'a hundred that changed since',
      Array.from({ length: 100 }, () => ({ updated_at: '2026-03-03T00:00:00Z' })),
      false,
    ],
    ['the hundredth changed before', Array.from({ length: 100 }, () => ({ updated_at: '2026-03-01T00:00:00Z' })), true],
    ['when one was merged cannot be read', [{ merged_at: 'yesterday' }], false],
  ])('says whether that is all that was merged: %s', async (_, pulls, isWhole) => {
    const { lookups } = await connectTo({ body: pulls.map((more) => pullJson({ merged_at: null, ...more })) });
    expect(await lookups.mergedSince(Date.UTC(2026, 2, 2))).toEqual({ pullRequests: [], isWhole });
  });

  it.each([
    ['in another repository', { ref: 'main', sha: 'h1', repo: { full_name: 'eve/site' } }],
    ['in a fork that is gone', { ref: 'main', sha: 'h1', repo: null }],
  ])('tells that its branch is %s', async (_, head) => {
    const { lookups } = await connectTo({ body: pullJson({ head, author_association: 'NONE' }) });
    expect(await lookups.findPullRequest(7)).toMatchObject({ isFromFork: true, authorAssociation: 'NONE' });
  });

  it('takes none for merged that is not said to be', async () => {
    const { lookups } = await connectTo({ body: pullJson({ merged_at: undefined }) });
    expect(await lookups.findPullRequest(7)).toMatchObject({ merged: false });
  });
});

describe('the lookup of what somebody may do', () => {
  it('gives GitHub’s word for it', async () => {
    const { lookups, requested } = await connectTo({ body: { permission: 'write', role_name: 'maintain' } });
    expect(await lookups.permissionOf('ada')).toBe('write');
    expect(requested()).toEqual([expect.stringContaining('/repos/acme/web/collaborators/ada/permission')]);
  });

  it('fails where GitHub shows none, or says what nobody knows', async () => {
    await expect((await connectTo(MISSING)).lookups.permissionOf('ada')).rejects.toMatchObject({ reason: 'not_found' });
    const { lookups } = await connectTo({ body: { permission: 'owner' } });
    await expect(lookups.permissionOf('ada')).rejects.toThrow('not as GitHub gives it');
  });
});

it('the lookup of comments gives those since a time', async () => {
  const comment = { id: 9, html_url: url, body: 'Begun.', created_at: '2026-03-02T09:00:00Z' };
  const { lookups, requested } = await connectTo({ body: [comment] });
  expect(await lookups.commentsSince(1, NINE)).toEqual([{ id: 9, url, body: 'Begun.', createdAt: NINE }]);
  expect(requested()[0]).toContain('/repos/acme/web/issues/1/comments?since=2026-03-02T09:00:00.000Z');
});

it('the lookup of runs gives those that were dispatched since a time, with their titles', async () => {
  const run = { id: 5, html_url: url, display_title: 'Deploy — x', created_at: '2026-03-02T09:00:00Z' };
  const { lookups, requested } = await connectTo({ body: { total_count: 1, workflow_runs: [run] } });
  const seen = { id: 5, url, displayTitle: 'Deploy — x', createdAt: NINE };
  expect(await lookups.dispatchedRunsSince('deploy.yml', NINE)).toEqual([seen]);
  expect(requested()[0]).toContain(
    '/actions/workflows/deploy.yml/runs?created=>=2026-03-02T09:00:00Z&event=workflow_dispatch',
  );
});

it('the lookup of runs gives those of the other kind of dispatch too', async () => {
  const { lookups, requested } = await connectTo({ body: { total_count: 0, workflow_runs: [] } });
  expect(await lookups.dispatchedRunsSince('deploy.yml', NINE, 'repository_dispatch')).toEqual([]);
  expect(requested()[0]).toContain('event=repository_dispatch');
});

describe('the lookup of a run', () => {
  it('tells where it stands', async () => {
    const run = { id: 5, html_url: url, run_attempt: 2, status: 'completed', conclusion: 'cancelled' };
    const { lookups, requested } = await connectTo({ body: run });
    expect(await lookups.findWorkflowRun(5)).toEqual({ status: 'completed', conclusion: 'cancelled', attempt: 2, url });
    expect(requested()).toEqual(['GET /repos/acme/web/actions/runs/5']);
  });

  it('tells that it is not there', async () => {
    expect(await (await connectTo(MISSING)).lookups.findWorkflowRun(5)).toBeUndefined();
  });
});

it('the key for secrets is given with its id', async () => {
  const { lookups, requested } = await connectTo({ body: { key_id: 'k1', key: 'a2V5' } });
  expect(await lookups.secretKey()).toEqual({ keyId: 'k1', key: 'a2V5' });
  expect(requested()).toEqual(['GET /repos/acme/web/actions/secrets/public-key']);
});

describe('the id of the repository', () => {
  it('is that which GitHub leads to', async () => {
    const { lookups, requested } = await connectTo({ body: { id: 700700, full_name: 'acme/site' } });
    expect(await lookups.repositoryId()).toBe(700700);
    expect(requested()).toEqual(['GET /repos/acme/web']);
  });

  it('is unknown where the repository is', async () => {
    expect(await (await connectTo(MISSING)).lookups.repositoryId()).toBeUndefined();
  });

  it('is asked for by another name as well', async () => {
    const { lookups, requested } = await connectTo({ body: { id: 700700 } });
    expect(await lookups.repositoryId('acme/site')).toBe(700700);
    expect(requested()).toEqual(['GET /repos/acme/site']);
  });
});
