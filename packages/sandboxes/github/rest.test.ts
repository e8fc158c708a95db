import { describe, expect, it } from 'vitest';
import { request, testGitHub } from './test-github.ts';

describe('the GitHub sandbox', () => {
  it('starts with a backlog of which some issues are ready, pull requests among them', async () => {
    const { call } = await testGitHub();
    const ready = await call('GET', '/issues?labels=ready');
    const issues = ready.json.filter((issue: object) => !('pull_request' in issue));
    expect(issues.length).toBeGreaterThanOrEqual(5);
    expect(issues.length).toBeLessThanOrEqual(7);
    expect(ready.json.length).toBe(issues.length + 1);
  });

  it('filters by every label given, and by state', async () => {
    const { call } = await testGitHub();
    const both = await call('GET', '/issues?labels=bug,P1');
    expect(both.json.map((issue: { title: string }) => issue.title)).toEqual([
      'Keyboard users cannot close the size guide',
      'Search finds nothing for words with an umlaut',
    ]);
    const closed = await call('GET', '/issues?state=closed');
    expect(closed.json.map((issue: { state_reason: string }) => issue.state_reason)).toEqual(['completed']);
  });

  it('gives pages with Link headers', async () => {
    const { call, github } = await testGitHub();
    const first = await call('GET', '/issues?per_page=5&sort=created&direction=asc');
    expect(first.json.map((issue: { number: number }) => issue.number)).toEqual([1, 2, 3, 5, 6]);
    const self = `${github.url}/repos/acme/web-shop/issues?per_page=5&sort=created&direction=asc`;
    expect(first.headers.get('link')).toBe(`<${self}&page=2>; rel="next", <${self}&page=3>; rel="last"`);
    const last = await call('GET', '/issues?per_page=5&page=3');
    expect(last.headers.get('link')).toContain('rel="prev"');
    expect(last.headers.get('link')).not.toContain('rel="next"');
  });

  it('opens, changes and closes an issue', async () => {
    const { call } = await testGitHub();
    const opened = await call('POST', '/issues', { title: 'New', labels: ['ready', 'fresh'], assignees: ['lin-t'] });
    expect(opened.status).toBe(201);
    expect(opened.json).toMatchObject({ state: 'open', assignee: { login: 'lin-t' }, closed_at: null });
    const path = `/issues/${opened.json.number}`;
    const closed = await call('PATCH', path, { state: 'closed', state_reason: 'not_planned', labels: ['fresh'] });
    expect(closed.json).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
    expect(closed.json.labels.map((label: { name: string }) => label.name)).toEqual(['fresh']);
    expect((await call('PATCH', path, { state: 'open' })).json).toMatchObject({ state_reason: 'reopened' });
  });

  it('adds, sets and removes labels, and answers 404 for one that is not there', async () => {
    const { call } = await testGitHub();
    expect((await call('POST', '/issues/1/labels', { labels: ['ready'] })).status).toBe(200);
    expect((await call('DELETE', '/issues/1/labels/ready')).status).toBe(200);
    const again = await call('DELETE', '/issues/1/labels/ready');
    expect(again).toMatchObject({ status: 404, json: { message: 'Label does not exist', status: '404' } });
    const set = await call('PUT', '/issues/1/labels', { labels: ['P0'] });
    expect(set.json.map((label: { name: string }) => label.name)).toEqual(['P0']);
  });

  it('keeps comments', async () => {
    const { call } = await testGitHub();
    const created = await call('POST', '/issues/3/comments', { body: 'On it' });
    expect(created).toMatchObject({ status: 201, json: { body: 'On it', user: { login: 'valine-bot' } } });
    await call('PATCH', `/issues/comments/${created.json.id}`, { body: 'Done' });
    const listed = await call('GET', '/issues/3/comments');
    expect(listed.json.map((comment: { body: string }) => comment.body)).toEqual(['Done']);
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
    const untitled = await call('POST', '/issues', { body: 'no title' });
    expect(untitled.status).toBe(422);
    expect(untitled.json.errors).toEqual([{ resource: 'Issue', field: 'title', code: 'missing_field' }]);
    expect((await call('POST', '/issues', '{')).status).toBe(400);
    expect((await call('GET', '/issues?state=merged')).status).toBe(422);
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
    expect((await next.call('GET', `/issues/${number}`)).json).toMatchObject({ title: 'Kept', comments: 1 });
  });
});
