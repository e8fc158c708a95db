import { describe, expect, it } from 'vitest';
import { request } from '../shared/test-request.ts';
import { testGitHub } from './test-github.ts';

const OPEN = '/issues?state=open&sort=created&direction=asc';

describe('the GitHub sandbox', () => {
  it('starts with a backlog of which some issues are ready, pull requests among them', async () => {
    const { call } = await testGitHub();
    const ready = await call('GET', `${OPEN}&labels=ready`);
    const issues = ready.json.filter((issue: object) => !('pull_request' in issue));
    expect(issues.length).toBeGreaterThanOrEqual(5);
    expect(issues.length).toBeLessThanOrEqual(7);
    expect(ready.json.length).toBe(issues.length + 1);
  });

  it('filters by every label given', async () => {
    const { call } = await testGitHub();
    const both = await call('GET', `${OPEN}&labels=bug,P1`);
    expect(both.json.map((issue: { title: string }) => issue.title)).toEqual([
      'Search finds nothing for words with an umlaut',
      'Keyboard users cannot close the size guide',
    ]);
  });

  it('gives pages with Link headers', async () => {
    const { call, github } = await testGitHub();
    const first = await call('GET', `${OPEN}&per_page=5`);
    expect(first.json.map((issue: { number: number }) => issue.number)).toEqual([1, 2, 3, 5, 6]);
    const self = `${github.url}/repos/acme/web-shop${OPEN}&per_page=5`;
    expect(first.headers.get('link')).toBe(`<${self}&page=2>; rel="next", <${self}&page=3>; rel="last"`);
    const last = await call('GET', `${OPEN}&per_page=5&page=3`);
    expect(last.headers.get('link')).toContain('rel="prev"');
    expect(last.headers.get('link')).not.toContain('rel="next"');
  });

  it('tells a bad token, a missing one, and what is not there apart', async () => {
    const { github, call } = await testGitHub();
    const url = `${github.url}/repos/acme/web-shop`;
    const bad = await request('GET', url, undefined, { authorization: 'token nonsense' });
    expect(bad).toMatchObject({ status: 401, json: { message: 'Bad credentials' } });
    expect((await request('GET', url, undefined, {})).status).toBe(404);
    expect((await call('GET', '/issues/999')).json).toMatchObject({ message: 'Not Found', status: '404' });
    expect((await call('GET', '')).json.full_name).toBe('acme/web-shop');
  });

  it('refuses what GitHub refuses', async () => {
    const { call } = await testGitHub();
    const untitled = await call('POST', '/pulls', { body: 'no title' });
    expect(untitled.status).toBe(422);
    expect(untitled.json.errors).toEqual([{ resource: 'PullRequest', field: 'title', code: 'missing_field' }]);
    expect((await call('POST', '/pulls', '{')).status).toBe(400);
    expect((await call('GET', '/issues?state=merged')).status).toBe(422);
  });

  it('assigns people, and takes them off again', async () => {
    const { call } = await testGitHub();
    const logins = async () =>
      (await call('GET', '/issues/7')).json.assignees.map((one: { login: string }) => one.login);
    expect((await call('POST', '/issues/7/assignees', { assignees: ['ada', 'lin-t'] })).status).toBe(201);
    await call('DELETE', '/issues/7/assignees', { assignees: ['ada', 'nobody'] });
    expect(await logins()).toEqual(['lin-t']);
  });

  it('tells which issues wait for which', async () => {
    const { call, github } = await testGitHub();
    const { json: blocker } = await call('GET', '/issues/3');
    const waiting = '/issues/7/dependencies/blocked_by';
    expect((await call('POST', waiting, { issue_id: blocker.id })).json).toMatchObject({
      issue_dependencies_summary: { blocked_by: 1, total_blocked_by: 1, blocking: 0 },
    });
    expect((await call('GET', '/issues/3/dependencies/blocking')).json).toMatchObject([{ number: 7 }]);
    github.closeIssue(3);
    expect((await call('GET', waiting)).json).toMatchObject([{ number: 3, state: 'closed' }]);
    const { json: issue } = await call('DELETE', `${waiting}/${blocker.id}`);
    expect(issue.issue_dependencies_summary).toEqual({
      blocked_by: 0,
      blocking: 0,
      total_blocked_by: 0,
      total_blocking: 0,
    });
    expect((await call('POST', waiting, {})).status).toBe(422);
  });

  it('that is archived can only be read', async () => {
    const { call, github } = await testGitHub();
    github.archive(true);
    const refused = { status: 403, json: { message: 'Repository was archived so is read-only.' } };
    expect(await call('POST', '/issues/7/comments', { body: 'x' })).toMatchObject(refused);
    expect((await call('GET', '')).json.archived).toBe(true);
    github.archive(false);
    expect((await call('POST', '/issues/7/comments', { body: 'x' })).status).toBe(201);
  });

  it('says how much of the rate limit is left', async () => {
    const { call } = await testGitHub();
    await call('GET', '');
    const { headers } = await call('GET', '');
    expect(headers.get('x-ratelimit-limit')).toBe('5000');
    expect(headers.get('x-ratelimit-remaining')).toBe('4998');
    expect(headers.get('x-ratelimit-used')).toBe('2');
  });

  it('answers 410 for a deleted issue and 301 for a moved one', async () => {
    const { github, call } = await testGitHub();
    github.deleteIssue(1);
    github.transferIssue(2, 'acme/api');
    expect((await call('GET', '/issues/1')).status).toBe(410);
    const moved = await call('GET', '/issues/2');
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toContain('/repos/acme/api/issues/2');
  });
});

describe('its faults', () => {
  it('fails the next calls, and then works again', async () => {
    const { github, call } = await testGitHub();
    github.failNext(2, 502, { 'retry-after': '7' });
    expect((await call('GET', '')).headers.get('retry-after')).toBe('7');
    expect((await call('GET', '')).status).toBe(502);
    expect((await call('GET', '')).status).toBe(200);
  });

  it('can fail after the call took effect', async () => {
    const { github, call } = await testGitHub();
    github.failNext(1, 500, {}, { after: true });
    expect((await call('POST', '/issues/3/comments', { body: 'once' })).status).toBe(500);
    expect((await call('GET', '/issues/3/comments')).json).toHaveLength(1);
  });

  it('is down until it is up', async () => {
    const { github, call } = await testGitHub();
    github.down();
    expect((await call('GET', '')).status).toBe(503);
    github.up();
    expect((await call('GET', '')).status).toBe(200);
  });
});

describe('a restart', () => {
  it('loses nothing', async () => {
    const { github, call, dataDir } = await testGitHub();
    const number = github.openIssue('Kept', ['ready']);
    await call('POST', `/issues/${number}/comments`, { body: 'still here' });
    await github.close();
    const next = await testGitHub(dataDir);
    expect(next.github.token).toBe(github.token);
    expect((await next.call('GET', `/issues/${number}`)).json).toMatchObject({ title: 'Kept' });
    expect((await next.call('GET', `/issues/${number}/comments`)).json).toHaveLength(1);
  });
});
