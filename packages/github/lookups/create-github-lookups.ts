/** The lookups on GitHub, typed and thin. */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { fromWorkflowRunJson } from '../actions/from-actions-json.ts';
import { attempt, attemptFind } from '../attempt.ts';
import type { Connection } from '../connection.ts';
import { createdSince } from '../created-since.ts';
import { listOf, textOf, timeOf, wholeNumber } from '../json-fields.ts';
import { createHeadLookups, fromAskedFor } from './create-head-lookups.ts';
import type { FoundComment, FoundPullRequest, GitHubLookups } from './github-lookups.ts';

export function createGitHubLookups(connection: Connection): GitHubLookups {
  const { octokit, owner, repo } = connection;
  const { rest } = octokit;
  const at = { owner, repo };
  return {
    findBranch: (name) =>
      attemptFind(`find branch ${name}`, async () => {
        const { data } = await rest.git.getRef({ ...at, ref: `heads/${name}` });
        return { sha: data.object.sha };
      }),
    defaultBranch: () =>
      attemptFind('find the default branch', async () => {
        const { data: repository } = await rest.repos.get(at);
        const { data } = await rest.repos.getBranch({ ...at, branch: repository.default_branch });
        return { name: data.name, sha: data.commit.sha, tree: data.commit.commit.tree.sha };
      }),
    pullRequestsOf: (head) =>
      attempt(`find pull requests of ${head}`, async () => {
        const { data } = await rest.pulls.list({ ...at, head: `${owner}:${head}`, state: 'all', per_page: 100 });
        return data.map(fromPullRequest);
      }),
    findPullRequest: (pull_number) =>
      attemptFind(`find pull request #${pull_number}`, async () => {
        const { data } = await rest.pulls.get({ ...at, pull_number });
        return fromPullRequest(data);
      }),
    commentsSince: (issue_number, since) =>
      attempt(`read comments on #${issue_number}`, async () => {
        const query = { ...at, issue_number, since: new Date(since).toISOString(), per_page: 100 };
        return (await octokit.paginate(rest.issues.listComments, query)).map(fromComment);
      }),
    repositoryId: (name = `${owner}/${repo}`) =>
      attemptFind(`read the repository ${name}`, async () => {
        const [named = '', repository = ''] = name.split('/');
        return wholeNumber((await rest.repos.get({ owner: named, repo: repository })).data.id);
      }),
    ...createHeadLookups(connection),
    ...createActionsLookups({ rest, at }),
  };
}

type Actions = { rest: Connection['octokit']['rest']; at: { owner: string; repo: string } };
type ActionsLookups = Pick<GitHubLookups, 'dispatchedRunsSince' | 'findWorkflowRun' | 'secretKey'>;

function createActionsLookups({ rest, at }: Actions): ActionsLookups {
  const repository = `${at.owner}/${at.repo}`;
  return {
    dispatchedRunsSince: (workflow_id, since, event = 'workflow_dispatch') =>
      attempt(`list runs of ${workflow_id}`, async () => {
        const query = { ...at, workflow_id, created: createdSince(since), event, per_page: 100 };
        const { data } = await rest.actions.listWorkflowRuns(query);
        const runs = listOf(data.workflow_runs, (run) => fromWorkflowRunJson(run, { repository }));
        return runs.map(({ id, url, displayTitle, createdAt }) => ({ id, url, displayTitle, createdAt }));
      }),
    findWorkflowRun: (run_id) =>
      attemptFind(`find workflow run ${run_id}`, async () => {
        const { data } = await rest.actions.getWorkflowRun({ ...at, run_id });
        const run = fromWorkflowRunJson(data, { repository, id: run_id });
        return run && { status: run.status, conclusion: run.conclusion, attempt: run.attempt, url: run.url };
      }),
    secretKey: () =>
      attempt('read the key for secrets', async () => {
        const { data } = await rest.actions.getRepoPublicKey(at);
        return { keyId: data.key_id, key: data.key };
      }),
  };
}

type PullRequests = RestEndpointMethodTypes['pulls'];
type PullRequestJson = PullRequests['list']['response']['data'][number] | PullRequests['get']['response']['data'];

function fromPullRequest(json: PullRequestJson): FoundPullRequest {
  // Not said to be merged is not merged.
  const merged = Boolean(json.merged_at);
  return {
    number: json.number,
    url: textOf(json.html_url) ?? '',
    state: json.state === 'closed' ? 'closed' : 'open',
    merged,
    draft: json.draft === true,
    headSha: json.head.sha,
    base: json.base.ref,
    body: json.body ?? '',
    updatedAt: timeOf(json.updated_at),
    ...('mergeable_state' in json ? mergeableOf(json.mergeable_state) : {}),
    ...fromAskedFor(json),
    ...(merged && json.merge_commit_sha ? { mergeSha: json.merge_commit_sha } : {}),
  };
}

function mergeableOf(state: unknown): { mergeableState?: string } {
  const mergeableState = textOf(state);
  return mergeableState === undefined ? {} : { mergeableState };
}

type CommentJson = RestEndpointMethodTypes['issues']['listComments']['response']['data'][number];

function fromComment({ id, html_url, body, created_at }: CommentJson): FoundComment {
  return { id, url: textOf(html_url) ?? '', body: body ?? '', createdAt: Date.parse(created_at) };
}
