/** Everything a repository holds, as data that can be written to a file. Rules change it in place. */
export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

export type PullRequest = {
  draft: boolean;
  /** Branches of this repository. */
  head: string;
  base: string;
  headSha: string;
  merged: boolean;
  /** Of the commit that merged it. */
  mergeSha?: string;
  /** Logins that were asked for a review and have not given it. */
  reviewers?: string[];
  /** Head and base change the same lines. */
  conflicts?: true;
  /** Head and base as they stood when GitHub last worked out whether it can be merged. */
  workedOut?: string;
  /** Owner of the fork that its head is in. */
  fork?: string;
  /** Since when it is in the merge queue of its base; absent where it is not. Epoch milliseconds. */
  queued?: { at: number };
  /** When it last left a merge queue, and why; without a reason, GitHub tells none. */
  dequeued?: { at: number; reason?: DequeueReason };
};

/** In GitHub's words; webhooks have others. */
export type DequeueReason = 'merged' | 'failed_checks' | 'merge_conflict' | 'manual' | 'queue_cleared';

export type ReviewState = 'approved' | 'changes_requested' | 'commented' | 'dismissed';

/** `pull`: number of its pull request. `sha`: the head that was looked at. */
export type Review = {
  id: number;
  pull: number;
  author: string;
  state: ReviewState;
  body: string;
  sha: string;
  at: number;
};

/** What one check found out about a commit. Times are epoch milliseconds, absent while it has not come to that. */
export type CheckRun = {
  id: number;
  suiteId: number;
  sha: string;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  /** Where its details stand. */
  url?: string;
  startedAt?: number;
  completedAt?: number;
};

/** An older kind of check, named by its context. */
export type CommitStatus = {
  id: number;
  sha: string;
  context: string;
  state: 'error' | 'failure' | 'pending' | 'success';
  description: string | null;
  url: string | null;
  at: number;
};

/** What a branch asks of what is merged into it. */
export type Protection = {
  /** Names of check runs, or contexts of statuses. */
  requiredChecks: readonly string[];
  requiredApprovals: number;
  /** The head must have every commit of the base. */
  upToDate?: boolean;
  /** A push takes approvals away. */
  dismissStale?: boolean;
  /** Nobody merges themselves: the merge queue does. */
  mergeQueue?: boolean;
};

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export type Issue = {
  /** Database id. */
  id: number;
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: StateReason | null;
  labels: string[];
  /** Logins. */
  assignees: string[];
  author: string;
  /** What the author is to the repository; a member, where absent. */
  association?: 'MEMBER' | 'CONTRIBUTOR' | 'NONE';
  /** Only who may write to the repository may comment. */
  locked?: true;
  closedBy: string | null;
  /** Times are epoch milliseconds. */
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  pullRequest?: PullRequest;
  /** Numbers of the issues that it waits for. */
  blockedBy?: number[];
  /** Set once it is gone: `deleted`, or the repository it went to. */
  gone?: 'deleted' | { to: string };
};

export type Comment = { id: number; issue: number; author: string; body: string; createdAt: number; updatedAt: number };

/** `content`: `+1`, `eyes`, … */
export type Reaction = { id: number; comment: number; author: string; content: string; at: number };

export type Label = { id: number; name: string; color: string; description: string | null };

/** `at`: epoch milliseconds. */
export type Commit = { message: string; tree: string; parents: readonly string[]; author: string; at: number };
export type PullRequestIssue = Issue & { pullRequest: PullRequest };

/** `sealed`: base64, for the key of `keyId`. */
export type Secret = { sealed: string; keyId: string };

/** `key`: base64, 32 bytes. */
export type SecretKey = { keyId: string; key: string };

/** Times are epoch milliseconds, absent while it has not come to that. */
export type Step = {
  name: string;
  /** Its place in the job, from 1. */
  number: number;
  status: string;
  conclusion: string | null;
  startedAt?: number;
  completedAt?: number;
};

/** Its id is that of its check run too. `startedAt`: when a runner took it. */
export type Job = {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  startedAt?: number;
  completedAt?: number;
  steps: Step[];
};

/** One try of a run. `startedAt`: when it was asked for. `actor`: a login. */
export type Attempt = {
  number: number;
  actor: string;
  status: string;
  conclusion: string | null;
  startedAt: number;
  updatedAt: number;
  jobs: Job[];
};

export type Run = {
  id: number;
  /** Among those of its workflow. */
  number: number;
  checkSuiteId: number;
  /** File name of its workflow. */
  workflow: string;
  /** Of the workflow. */
  name: string;
  /** What started it: `workflow_dispatch`, `repository_dispatch`, `push`, … */
  event: string;
  /** What `run-name` evaluates to. */
  title: string;
  branch: string;
  sha: string;
  /** Those it was dispatched with, or the payload. */
  inputs: Readonly<Record<string, string>>;
  /** Its concurrency group: of it, one runs at a time. */
  group?: string;
  createdAt: number;
  /** Never empty; the last one counts. */
  attempts: Attempt[];
};

/** `zip`: base64; null where it is listed and nothing is there to download. */
export type Artifact = {
  id: number;
  runId: number;
  name: string;
  createdAt: number;
  sizeBytes: number;
  expired: boolean;
  zip: string | null;
};

export type Annotation = {
  level: 'notice' | 'warning' | 'failure';
  /** A file of the repository; `.github` for what the runner itself says. */
  path: string;
  line?: number;
  title?: string;
  message: string;
};

/** A code of the device flow. Times are epoch milliseconds. `login`: of who has entered it. */
export type Device = {
  deviceCode: string;
  userCode: string;
  expiresAt: number;
  intervalSeconds: number;
  askedAt?: number;
  is: 'pending' | 'entered' | 'denied' | 'used';
  login?: string;
};

export type GitHubModel = {
  /** `owner/name`. */
  repository: string;
  /** Names it had before: requests for them are led to its id. */
  formerNames?: string[];
  /** When content was created within the last hour, where that is counted. Epoch milliseconds. */
  written?: number[];
  labels: Label[];
  /** Pull requests are among them. */
  issues: Issue[];
  comments: Comment[];
  reactions: Reaction[];
  /** SHA by name. */
  branches: Record<string, string>;
  /** By SHA. */
  commits: Record<string, Commit>;
  /** By SHA: what is known of the files of commits, as `files.ts` has it. */
  trees?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By SHA: the content of files, base64. */
  blobs?: Readonly<Record<string, string>>;
  /** Value by name. */
  variables: Record<string, string>;
  /** By name. */
  secrets: Record<string, Secret>;
  /** What secrets are sealed for; the first one, where absent. */
  secretKey?: SecretKey;
  /** The oldest first. */
  runs: Run[];
  artifacts: Artifact[];
  /** By job id. Without the moments that GitHub puts before each line. */
  logs: Record<number, string>;
  annotations: Record<number, Annotation[]>;
  reviews: Review[];
  /** Those of workflow runs are not among them: they are jobs. */
  checkRuns: CheckRun[];
  statuses: CommitStatus[];
  /** By the name of a branch. */
  protections: Record<string, Protection>;
  /** Any, where absent. */
  mergeMethods?: readonly MergeMethod[];
  /** Nothing in it can be changed. */
  archived?: boolean;
  /** Its pull requests are switched off. */
  withoutPullRequests?: boolean;
  /** A private repository of a plan that has no drafts. */
  withoutDrafts?: boolean;
  /** A ruleset lets nobody create branches that begin so. */
  restrictedBranches?: string;
  /** Logins that can be assigned; everybody, where absent. */
  assignable?: readonly string[];
  /** Logins of programs whose names do not end in `[bot]`. */
  programs?: readonly string[];
  /** Codes of the device flow, the oldest first, and whose the tokens are that it gave. */
  devices?: readonly Device[];
  userTokens?: Readonly<Record<string, string>>;
  /** Ids of accounts that were renamed, by their login now; every other login has an id of its own. */
  accountIds?: Readonly<Record<string, number>>;
  /** Logins that nobody has. */
  strangers?: readonly string[];
  /** What people may do, by login; whoever is not named may write. */
  collaborators?: Readonly<Record<string, 'admin' | 'write' | 'read' | 'none'>>;
  /** What the identity that uses the API may not write. */
  lacks?: readonly Permission[];
};

export type Permission = 'contents' | 'issues' | 'pull_requests';

export const DEFAULT_BRANCH = 'main';

export function emptyModel(repository: string): GitHubModel {
  return {
    repository,
    labels: [],
    issues: [],
    comments: [],
    reactions: [],
    branches: {},
    commits: {},
    variables: {},
    secrets: {},
    runs: [],
    artifacts: [],
    logs: {},
    annotations: {},
    reviews: [],
    checkRuns: [],
    statuses: [],
    protections: {},
  };
}

/** GitHub does not tell upper from lower case. */
export function isNameOf({ repository, formerNames = [] }: Names, name: string): 'now' | 'before' | false {
  const isSame = (one: string) => one.toLowerCase() === name.toLowerCase();
  if (isSame(repository)) return 'now';
  return formerNames.some(isSame) && 'before';
}

type Names = Pick<GitHubModel, 'repository' | 'formerNames'>;

export function ownerOf({ repository }: Pick<GitHubModel, 'repository'>): string {
  return repository.split('/')[0] ?? repository;
}
