import type { SeenRequest, StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { MAX_LISTED_ISSUES } from './create-github.ts';
import type { GitHubError } from './requests/github-error.ts';
import { connectTo, failureOf, TOKEN } from './test-connection.ts';

/** The fields that GitHub's own issue has and we read. */
function issueJson(number: number, more: Record<string, unknown> = {}) {
  return {
    number,
    title: `Issue ${number}`,
    html_url: `https://github.com/acme/web/issues/${number}`,
    repository_url: 'https://api.github.com/repos/acme/web',
    state: 'open',
    state_reason: null,
    labels: [{ name: 'ready' }, { name: 'P1' }],
    assignees: [{ login: 'ada' }],
    created_at: '2026-02-01T09:00:00Z',
    updated_at: '2026-02-02T09:00:00Z',
    ...more,
  };
}

describe('listing open issues', () => {
  it('gives each as we use it, pull requests flagged', async () => {
    const pull = issueJson(8, { pull_request: { url: 'x' }, assignees: null, labels: ['ready'] });
    const { github } = await connectTo({ body: [issueJson(7), pull] });
    const [issue, other] = await github.listOpenIssues('ready');
    expect(issue).toEqual({
      number: 7,
      title: 'Issue 7',
      url: 'https://github.com/acme/web/issues/7',
      state: 'open',
      stateReason: null,
      labels: ['ready', 'P1'],
      assignees: ['ada'],
      createdAt: Date.UTC(2026, 1, 1, 9),
      updatedAt: Date.UTC(2026, 1, 2, 9),
      isPullRequest: false,
      body: '',
    });
    expect(other).toMatchObject({ number: 8, isPullRequest: true, labels: ['ready'], assignees: [] });
  });

  it('follows the pages to the last, 100 at a time', async () => {
    const { github, server } = await connectTo(({ path, headers }) => {
      const page = Number(new URL(path, 'http://x').searchParams.get('page') ?? 1);
      const next = `<http://${headers.host}/repos/acme/web/issues?page=${page + 1}>; rel="next"`;
      return { body: [issueJson(page)], headers: page < 3 ? { link: next } : {} };
    });
    expect((await github.listOpenIssues('ready')).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(server.requests[0]?.path).toMatch(/^\/repos\/acme\/web\/issues\?.*labels=ready.*per_page=100/);
    expect(server.requests).toHaveLength(3);
  });

  it('ends after a thousand issues, the oldest', async () => {
    const { github, server } = await connectTo(({ path, headers }) => {
      const page = Number(new URL(path, 'http://x').searchParams.get('page'));
      const link = `<http://${headers.host}/repos/acme/web/issues?page=${page + 1}>; rel="next"`;
      const issues = Array.from({ length: 100 }, (_, index) => issueJson((page - 1) * 100 + index + 1));
      return { body: issues, headers: { link } };
    });
    const listed = await github.listOpenIssues('ready');
    expect(listed).toHaveLength(MAX_LISTED_ISSUES);
    expect([listed[0]?.number, listed.at(-1)?.number]).toEqual([1, MAX_LISTED_ISSUES]);
    expect(server.requests).toHaveLength(10);
  });

  it('says who asks, with which token and which version of the API', async () => {
    const { github, server } = await connectTo({ body: [] });
    await github.listOpenIssues('ready');
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `token ${TOKEN}`,
      'x-github-api-version': '2022-11-28',
      'user-agent': expect.stringContaining('valine-orchestrator'),
    });
  });
});

describe('finding an issue', () => {
  const repository = { body: { full_name: 'acme/web', has_issues: true } };
  const answering = (issue: StubResponse, repo: StubResponse) => (request: SeenRequest) =>
    request.path.endsWith('/issues/7') ? issue : repo;

  it('gives it, however it stands', async () => {
    const closed = issueJson(7, { state: 'closed', state_reason: 'not_planned' });
    const { github, server } = await connectTo({ body: closed });
    expect(await github.findIssue(7)).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
    expect(server.requests).toHaveLength(1);
  });

  it.each([404, 410])('gives undefined when it is gone (%i)', async (status) => {
    const { github } = await connectTo(answering({ status, body: { message: 'Not Found' } }, repository));
    expect(await github.findIssue(7)).toBeUndefined();
  });

  it('gives undefined when it was moved to another repository', async () => {
    const moved = issueJson(3, { repository_url: 'https://api.github.com/repos/acme/api' });
    const { github } = await connectTo(answering({ body: moved }, repository));
    expect(await github.findIssue(7)).toBeUndefined();
  });

  it('follows the redirect of a renamed repository, whose issues are still there', async () => {
    const renamed = issueJson(7, { repository_url: 'https://api.github.com/repos/acme/site' });
    const { github } = await connectTo(({ path }) => {
      if (path === '/repos/acme/web/issues/7')
        return { status: 301, headers: { location: '/repositories/1/issues/7' } };
      return { body: path.startsWith('/repositories') ? renamed : { full_name: 'acme/site', has_issues: true } };
    });
    expect(await github.findIssue(7)).toMatchObject({ number: 7 });
  });

  it('does not call it gone when it is the repository that cannot be seen', async () => {
    const missing = { status: 404, body: { message: 'Not Found' } };
    const { github } = await connectTo(answering(missing, missing));
    expect(await failureOf(github.findIssue(7))).toMatchObject({ reason: 'not_found', status: 404 });
  });

  it('does not call it gone when issues are switched off', async () => {
    const off = { body: { full_name: 'acme/web', has_issues: false } };
    const { github } = await connectTo(answering({ status: 410, body: { message: 'disabled' } }, off));
    expect(await failureOf(github.findIssue(7))).toMatchObject({ reason: 'forbidden', status: 410 });
  });
});

describe('a failure', () => {
  const limit = 'You have exceeded a secondary rate limit. Please wait.';
  const date = 'Mon, 02 Mar 2026 09:00:00 GMT';
  const reset = String(Date.UTC(2026, 2, 2, 9, 5) / 1000);
  const primary = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset, date };
  const limited = (retryAfterSeconds: number) => ({ reason: 'rate_limited', retryAfterSeconds }) as const;

  it.each<[string, StubResponse, Partial<GitHubError>]>([
    ['500', { status: 500, body: { message: 'oops' } }, { reason: 'unavailable', status: 500 }],
    ['502 of a proxy', { status: 502, body: '<html>Bad gateway</html>' }, { reason: 'unavailable', status: 502 }],
    ['503', { status: 503, headers: { 'retry-after': '7' } }, { reason: 'unavailable', retryAfterSeconds: 7 }],
    ['a lost connection', 'break', { reason: 'unavailable' }],
    ['half an answer', { body: [issueJson(7)], broken: true }, { reason: 'unavailable' }],
    ['no JSON', { body: 'Welcome to the wifi of this hotel' }, { reason: 'unavailable' }],
    ['401', { status: 401, body: { message: 'Bad credentials' } }, { reason: 'unauthorized', status: 401 }],
    ['403', { status: 403, body: { message: 'Resource not accessible' } }, { reason: 'forbidden', status: 403 }],
    ['a secondary limit', { status: 403, headers: { 'retry-after': '42' }, body: { message: limit } }, limited(42)],
    ['a secondary limit of no stated length', { status: 403, body: { message: limit } }, limited(60)],
    [
      'the primary limit',
      { status: 403, headers: primary, body: { message: 'API rate limit exceeded' } },
      limited(301),
    ],
    ['429', { status: 429, headers: { 'retry-after': '5' } }, limited(5)],
    ['404', { status: 404, body: { message: 'Not Found' } }, { reason: 'not_found', status: 404 }],
    ['422', { status: 422, body: { message: 'Validation Failed' } }, { reason: 'invalid', status: 422 }],
  ])('is named by what can be done about it, after one try: %s', async (_, answer, expected) => {
    const { github, server } = await connectTo(answer);
    const error = await failureOf(github.listOpenIssues('ready'));
    expect(error).toMatchObject({ operation: 'list issues', ...expected });
    expect(server.requests).toHaveLength(1);
    expect(JSON.stringify(error) + error.message + error.stack + String(error.cause)).not.toContain(TOKEN);
  });

  it('comes in time when GitHub does not answer', async () => {
    const { github } = await connectTo('hang', { timeoutMs: 50 });
    expect(await failureOf(github.findIssue(7))).toMatchObject({ reason: 'unavailable', operation: 'read issue #7' });
  });

  it.each(['listOpenIssues', 'findIssue'] as const)('comes in the time that the caller has: %s', async (call) => {
    const { github } = await connectTo('hang');
    for (const within of [50, -1]) {
      const asked = call === 'findIssue' ? github.findIssue(7, within) : github.listOpenIssues('ready', within);
      expect(await failureOf(asked)).toMatchObject({ reason: 'unavailable' });
    }
  });

  it('comes in that time however many pages there are', async () => {
    const link = (host = '') => `<http://${host}/repos/acme/web/issues?page=2>; rel="next"`;
    const { github, server } = await connectTo(({ headers }) =>
      server.requests.length === 1 ? { body: [issueJson(1)], headers: { link: link(headers.host) } } : 'hang',
    );
    expect(await failureOf(github.listOpenIssues('ready', 1500))).toMatchObject({ reason: 'unavailable' });
    expect(server.requests).toHaveLength(2);
  });

  it('reads as a sentence that says what to do', async () => {
    const { github } = await connectTo({ status: 401, body: { message: 'Bad credentials' } });
    expect((await failureOf(github.listOpenIssues('ready'))).message).toMatchInlineSnapshot(
      `"GitHub did not list issues (unauthorized, status 401: Bad credentials). Set a valid GITHUB_TOKEN, or GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_INSTALLATION_ID."`,
    );
  });
});
