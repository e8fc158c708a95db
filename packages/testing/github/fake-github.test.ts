import { connectGitHub, type GitHub, GitHubError, type Issue } from '@valine/github';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIssue } from '../builders/build-issue.ts';
import { type HttpServer, type SeenRequest, type StubResponse, startHttpServer } from '../http-server.ts';
import { type FakeGitHub, fakeGitHub, gitHubUnavailable } from './fake-github.ts';

const issues = [
  buildIssue(2, { labels: ['Ready', 'P1'], assignees: ['ada'] }),
  buildIssue(1),
  buildIssue(3, { state: 'closed', stateReason: 'completed' }),
  buildIssue(4, { labels: ['later'] }),
  buildIssue(5, { isPullRequest: true }),
];

/** The same issues as GitHub itself would answer with them. */
function answerLikeGitHub({ path }: SeenRequest): StubResponse {
  const { pathname, searchParams } = new URL(path, 'http://github.test');
  if (pathname === '/repos/acme/web') return { body: { full_name: 'acme/web', has_issues: true } };
  const label = searchParams.get('labels')?.toLowerCase();
  const has = (issue: Issue) => issue.labels.some((own) => own.toLowerCase() === label);
  const oldestFirst = issues.toSorted((a, b) => a.createdAt - b.createdAt);
  if (label) return { body: oldestFirst.filter((issue) => issue.state === 'open' && has(issue)).map(toJson) };
  const issue = issues.find(({ number }) => pathname === `/repos/acme/web/issues/${number}`);
  return issue === undefined ? { status: 404, body: { message: 'Not Found' } } : { body: toJson(issue) };
}

const toJson = (issue: Issue) => ({
  number: issue.number,
  title: issue.title,
  html_url: issue.url,
  repository_url: 'https://api.github.com/repos/acme/web',
  state: issue.state,
  state_reason: issue.stateReason,
  labels: issue.labels.map((name) => ({ name })),
  assignees: issue.assignees.map((login) => ({ login })),
  created_at: new Date(issue.createdAt).toISOString(),
  updated_at: new Date(issue.updatedAt).toISOString(),
  ...(issue.isPullRequest ? { pull_request: {} } : {}),
});

let server: HttpServer;
beforeAll(async () => {
  server = await startHttpServer(answerLikeGitHub);
});
afterAll(() => server.close());

describe.each<[string, () => GitHub]>([
  ['the fake', () => fakeGitHub(...issues)],
  [
    'the client',
    () => connectGitHub({ repository: 'acme/web', baseUrl: server.url, auth: { token: 'a-token' } }).github,
  ],
])('the port of GitHub, by %s', (_, connect) => {
  it('lists what is open and carries the label in any case, pull requests too, oldest first', async () => {
    const listed = await connect().listOpenIssues('ready');
    expect(listed).toEqual([issues[1], issues[0], issues[4]]);
  });

  it('lists nothing for a label that no issue carries', async () => {
    expect(await connect().listOpenIssues('nobody')).toEqual([]);
  });

  it('finds an issue as it stands, and undefined for one that is not there', async () => {
    expect(await connect().findIssue(3)).toEqual(issues[2]);
    expect(await connect().findIssue(99)).toBeUndefined();
  });
});

describe('the fake', () => {
  const failing = async (github: FakeGitHub) => github.findIssue(1).catch((error: unknown) => error);

  it('fails as often as it is told to, and then answers', async () => {
    const github = fakeGitHub(buildIssue(1));
    github.failNext(2);
    expect(await failing(github)).toBeInstanceOf(GitHubError);
    expect(await failing(github)).toEqual(gitHubUnavailable());
    expect(await failing(github)).toMatchObject({ number: 1 });
    expect(github.calls).toEqual(['findIssue 1', 'findIssue 1', 'findIssue 1']);
  });

  it('shows what was changed and removed', async () => {
    const github = fakeGitHub(buildIssue(1), buildIssue(2));
    github.change(1, { state: 'closed', stateReason: 'completed' });
    github.remove(2);
    expect(await github.findIssue(1)).toMatchObject({ state: 'closed' });
    expect(await github.findIssue(2)).toBeUndefined();
    expect(await github.listOpenIssues('ready')).toEqual([]);
  });
});
