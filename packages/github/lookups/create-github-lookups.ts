/** The lookups on GitHub, typed and thin. */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { fromWorkflowRunJson } from '../actions/from-actions-json.ts';
import { createdSince } from '../created-since.ts';
import { accountIdsOf, fieldsOf, listOf, textOf, timeOf, wholeNumber } from '../json-fields.ts';
import { attempt, attemptFind, bounded } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { createAuthorsLookups } from './create-authors-lookups.ts';
import { createHeadLookups, fromAskedFor } from './create-head-lookups.ts';
import { createUserLookups } from './create-user-lookups.ts';
import { findAccount } from './find-account.ts';
import { findFile } from './find-file.ts';
import { findMergedSince } from './find-merged.ts';
import { findQueueStand } from './find-queue-stand.ts';
import type {
  CollaboratorPermission,
  FoundBranch,
  FoundComment,
  FoundPullRequest,
  GitHubLookups,
} from './github-lookups.ts';

export function createGitHubLookups(connection: Connection): GitHubLookups {
  const { octokit, owner, repo } = connection;
  const { rest } = octokit;
  const at = { owner, repo };
  const fromPullRequest = (json: PullRequestJson) => fromPullRequestJson(json, `${owner}/${repo}`);
  return {
    findBranch: (name) =>
      attemptFind(`find branch ${name}`, async () => {
        const { data } = await rest.git.getRef({ ...at, ref: `heads/${name}` });
        return { sha: data.object.sha };
      }),
    findRepository: () =>
      attempt(`read the repository ${owner}/${repo}`, async () => {
        const { data } = await rest.repos.get(at);
        const base = await findBranchOf(rest, { ...at, branch: data.default_branch });
        // Not said to be without them is to have them: older servers say nothing of it.
        const hasPullRequests = fieldsOf(data).has_pull_requests !== false;
        return { isArchived: data.archived === true, hasPullRequests, ...(base === undefined ? {} : { base }) };
      }),
    findFile: (path, ref) => findFile(connection, path, ref),
    pullRequestsOf: (head) =>
      attempt(`find pull requests of ${head}`, async () => {
        const { data } = await rest.pulls.list({ ...at, head: `${owner}:${head}`, state: 'all', per_page: 100 });
        return data.map(fromPullRequest);
      }),
    openPullRequests: () =>
      attempt('list open pull requests', async () => {
        const query = { ...at, state: 'open', per_page: PER_PAGE, ...bounded(WITHIN_MS) } as const;
        const found: FoundPullRequest[] = [];
        for (let page = 1; page <= MAX_PAGES; page += 1) {
          const { data, headers } = await rest.pulls.list({ ...query, page });
          found.push(...data.map(fromPullRequest));
          if (!headers.link?.includes('rel="next"')) break;
        }
        return found;
      }),
    mergedSince: (since, withinMs) => findMergedSince(connection, since, withinMs),
    findPullRequest: (pull_number) =>
      attemptFind(`find pull request #${pull_number}`, async () => {
        const { data } = await rest.pulls.get({ ...at, pull_number });
        return fromPullRequest(data);
      }),
    permissionOf: (username) =>
      attempt(`read what ${username} may do`, async () => {
        const { data } = await rest.repos.getCollaboratorPermissionLevel({ ...at, username });
        return fromPermission(data.permission);
      }),
    findHead: (pull_number) =>
      attemptFind(`find the head of pull request #${pull_number}`, async () => {
        const { sha } = (await rest.pulls.get({ ...at, pull_number })).data.head;
        const { data } = await rest.git.getCommit({ ...at, commit_sha: sha });
        return { sha, parents: listOf(data.parents, (parent) => textOf(fieldsOf(parent).sha)) };
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
    findQueueStand: (number) => findQueueStand(connection, number),
    ...createHeadLookups(connection),
    ...createAuthorsLookups(connection),
    ...createUserLookups(connection),
    ...createActionsLookups({ rest, at }),
  };
}

const PER_PAGE = 100;
/** Of open pull requests: a team has fewer at once. */
const MAX_PAGES = 3;
/** Of all its pages, as each request is bounded anyway. */
const WITHIN_MS = 15_000;

type Branch = { owner: string; repo: string; branch: string };

/** Undefined while there is no commit in it. */
function findBranchOf(rest: Connection['octokit']['rest'], branch: Branch): Promise<FoundBranch | undefined> {
  return attemptFind(`find branch ${branch.branch}`, async () => {
    const { data } = await rest.repos.getBranch(branch);
    return { name: data.name, sha: data.commit.sha, tree: data.commit.commit.tree.sha };
  });
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

/** `repository`: ours, `owner/name`. */
function fromPullRequestJson(json: PullRequestJson, repository: string): FoundPullRequest {
  // Not said to be merged is not merged.
  const merged = Boolean(json.merged_at);
  const nodeId = textOf(json.node_id);
  const author = findAccount(json.user);
  return {
    number: json.number,
    ...(nodeId === undefined ? {} : { nodeId }),
    url: textOf(json.html_url) ?? '',
    state: json.state === 'closed' ? 'closed' : 'open',
    merged,
    draft: json.draft === true,
    headSha: json.head.sha,
    headBranch: json.head.ref,
    isFromFork: isFromFork(json, repository),
    ...(author === undefined ? {} : { author }),
    authorAssociation: textOf(json.author_association) ?? '',
    base: json.base.ref,
    body: json.body ?? '',
    updatedAt: timeOf(json.updated_at),
    ...('mergeable_state' in json ? mergeableOf(json.mergeable_state) : {}),
    ...('changed_files' in json && json.changed_files === 0 ? { isEmpty: true } : {}),
    ...fromAskedFor(json),
    ...accountIdsOf([json.user, ...(json.requested_reviewers ?? [])]),
    ...elsewhereOf(json),
    ...(merged && json.merge_commit_sha ? { mergeSha: json.merge_commit_sha } : {}),
  };
}

/** A fork that was deleted since is null. Both names are those of today, where ours may be a former one. */
function isFromFork({ head, base }: PullRequestJson, repository: string): boolean {
  if (head.repo === null) return true;
  const from = textOf(fieldsOf(head.repo).full_name);
  const to = textOf(fieldsOf(base.repo).full_name) ?? repository;
  return from !== undefined && from.toLowerCase() !== to.toLowerCase();
}

function elsewhereOf({ base }: PullRequestJson): { isElsewhere?: boolean } {
  const defaultBranch = textOf(fieldsOf(base.repo).default_branch);
  return defaultBranch === undefined || defaultBranch === base.ref ? {} : { isElsewhere: true };
}

function mergeableOf(state: unknown): { mergeableState?: string } {
  const mergeableState = textOf(state);
  return mergeableState === undefined ? {} : { mergeableState };
}

const PERMISSIONS = ['admin', 'write', 'read', 'none'] as const;

/** @throws TypeError for another word: what nobody knows is no permission */
function fromPermission(json: unknown): CollaboratorPermission {
  const permission = PERMISSIONS.find((each) => each === json);
  if (permission === undefined) throw new TypeError('the answer is not as GitHub gives it');
  return permission;
}

type CommentJson = RestEndpointMethodTypes['issues']['listComments']['response']['data'][number];

function fromComment({ id, html_url, body, created_at }: CommentJson): FoundComment {
  return { id, url: textOf(html_url) ?? '', body: body ?? '', createdAt: Date.parse(created_at) };
}
