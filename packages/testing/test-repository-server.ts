/** The repository in memory as GitHub's API would answer for it, so that the client and the fake can be held together. */
import { type CommitInput, GitHubError, type MergeMethod, type PullRequestInput } from '@valine/github';
import type { FakeRepository } from './fake-repository.ts';
import type { SeenRequest, StubResponse } from './http-server.ts';
import { ACTIONS_ROUTES } from './test-repository-actions.ts';

type Route = [RegExp, (repository: FakeRepository, found: Found) => Promise<unknown>];
/** What any of the requests says. */
type Body = CommitInput &
  PullRequestInput & {
    ref: string;
    sha: string;
    merge_method: MergeMethod;
    labels: string[];
    name: string;
    value: string;
    encrypted_value: string;
    key_id: string;
  };

/** `rest`: what the groups of the path matched. */
type Found = { rest: string[]; query: URLSearchParams; body: Body };

const at = (sent: string) => Date.parse(sent.replace('>=', ''));
const dated = (createdAt: number) => new Date(createdAt).toISOString();

const ROUTES: Route[] = [
  [
    /^POST git\/commits$/,
    ({ writer }, { body: { message, tree, parents, author } }) =>
      writer.createCommit({ message, tree, parents, author: { ...author, date: at(String(author.date)) } }),
  ],
  [
    /^POST git\/refs$/,
    async ({ writer }, { body: { ref, sha } }) => ({
      object: await writer.createBranch(ref.replace('refs/heads/', ''), sha),
    }),
  ],
  [
    /^GET git\/ref\/heads\/(.+)$/,
    async ({ lookups }, { rest: [name = ''] }) => orMissing(await lookups.findBranch(name), (object) => ({ object })),
  ],
  [/^POST pulls$/, async ({ writer }, { body }) => urlled(await writer.createPullRequest(body))],
  [
    /^GET pulls$/,
    async ({ lookups }, { query }) =>
      (await lookups.pullRequestsOf((query.get('head') ?? '').replace('acme:', ''))).map(pullJson),
  ],
  [
    /^GET pulls\/(\d+)$/,
    async ({ lookups }, { rest: [number] }) => orMissing(await lookups.findPullRequest(Number(number)), pullJson),
  ],
  [
    /^PUT pulls\/(\d+)\/merge$/,
    ({ writer }, { rest: [number], body: { sha, merge_method } }) =>
      writer.mergePullRequest(Number(number), sha, merge_method),
  ],
  [
    /^POST issues\/(\d+)\/comments$/,
    async ({ writer }, { rest: [number], body: { body } }) => urlled(await writer.createComment(Number(number), body)),
  ],
  [
    /^GET issues\/(\d+)\/comments$/,
    async ({ lookups }, { rest: [number], query }) =>
      (await lookups.commentsSince(Number(number), at(query.get('since') ?? ''))).map(({ createdAt, ...comment }) => ({
        ...urlled(comment),
        created_at: dated(createdAt),
      })),
  ],
  [
    /^POST issues\/(\d+)\/labels$/,
    ({ writer }, { rest: [number], body: { labels } }) => writer.addLabels(Number(number), labels),
  ],
  [
    /^DELETE issues\/(\d+)\/labels\/(.+)$/,
    ({ writer }, { rest: [number, label = ''] }) => writer.removeLabel(Number(number), label),
  ],
  [/^POST actions\/variables$/, ({ writer }, { body: { name, value } }) => writer.createVariable(name, value)],
  [
    /^PATCH actions\/variables\/(.+)$/,
    ({ writer }, { rest: [name = ''], body: { value } }) => writer.updateVariable(name, value),
  ],
  [
    /^PUT actions\/secrets\/(.+)$/,
    ({ writer }, { rest: [name = ''], body: { encrypted_value, key_id } }) =>
      writer.setSecret(name, encrypted_value, key_id),
  ],
];

export async function answerAsGitHub(repository: FakeRepository, request: SeenRequest): Promise<StubResponse> {
  const { pathname, searchParams: query } = new URL(request.path, 'http://github.test');
  const asked = `${request.method} ${decodeURIComponent(pathname).replace('/repos/acme/web/', '')}`;
  const body = request.body === '' ? {} : JSON.parse(request.body);
  try {
    for (const [pattern, handle] of ROUTES) {
      const found = pattern.exec(asked);
      if (found !== null) return { body: (await handle(repository, { rest: found.slice(1), query, body })) ?? {} };
    }
    for (const [pattern, handle] of ACTIONS_ROUTES) {
      const found = pattern.exec(asked);
      const host = request.headers.host ?? '';
      if (found !== null) return await handle(repository, { rest: found.slice(1), query, host, body });
    }
    return { status: 404, body: { message: 'Not Found' } };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { status: error.status ?? 500, body: { message: error.detail } };
  }
}

type Pull = NonNullable<Awaited<ReturnType<FakeRepository['lookups']['findPullRequest']>>>;

function pullJson({
  url,
  headSha,
  base,
  merged,
  mergeSha = null,
  ...pull
}: Omit<Pull, 'mergeSha'> & { mergeSha?: string | null }) {
  const merged_at = merged ? dated(0) : null;
  return { ...pull, html_url: url, head: { sha: headSha }, base: { ref: base }, merged_at, merge_commit_sha: mergeSha };
}

function urlled<T extends { url: string }>({ url, ...rest }: T) {
  return { ...rest, html_url: url };
}

function orMissing<T, U>(found: T | undefined, toJson: (found: T) => U): U {
  if (found === undefined)
    throw new GitHubError({ operation: 'find', reason: 'not_found', status: 404, detail: 'Not Found' });
  return toJson(found);
}
