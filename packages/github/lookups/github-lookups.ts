/** The lookups on GitHub: whether a change that an earlier attempt may have made is there. */

/** `isPerson`: GitHub calls it a user. False for programs, and where it does not tell. */
export type FoundAccount = { login: string; isPerson: boolean };

/** `id`: GitHub's, which stays when the login changes. */
export type FoundUser = FoundAccount & { id: number };

export type FoundPullRequest = {
  number: number;
  /** What GraphQL names it by; absent where GitHub does not tell. */
  nodeId?: string;
  url: string;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  headSha: string;
  headBranch: string;
  /** Its branch is in another repository: nobody of this one need have pushed it. */
  isFromFork: boolean;
  /** Absent where GitHub does not tell, as of accounts that are gone. */
  author?: FoundAccount;
  /** What its author is to the repository: `OWNER`, `MEMBER`, `COLLABORATOR`, `CONTRIBUTOR`, `NONE`, …; empty where GitHub tells none. */
  authorAssociation: string;
  base: string;
  /** No file is changed in it. Absent where GitHub does not tell, and in lists. */
  isEmpty?: boolean;
  /** Its base is not the default branch: its merge closes no issue. Absent where GitHub does not tell. */
  isElsewhere?: boolean;
  body: string;
  /** `clean`, `unstable`, `blocked`, `behind`, `dirty`, `draft`, `unknown`; absent where GitHub has not worked it out, and in lists. */
  mergeableState?: string;
  /** When GitHub last changed it: epoch milliseconds, in whole seconds. */
  updatedAt: number;
  /** Of the commit that merged it; absent while it is not merged. */
  mergeSha?: string;
  /** Who was asked for a review and has not given it: logins, and teams with an `@` before their name; absent where GitHub does not tell. */
  askedFor?: string[];
  /** GitHub's ids, by login: of its author, and of who was asked. */
  accountIds?: Readonly<Record<string, number>>;
};

/**
 * `mergedAt`: epoch milliseconds. `author`: a login; absent where GitHub does not tell. `isElsewhere`: into another branch than
 * the default one; absent where GitHub does not tell.
 */
export type MergedPullRequest = {
  number: number;
  url: string;
  title: string;
  author?: string;
  mergedAt: number;
  isElsewhere?: boolean;
};

/** `isWhole`: false where there may be more, or some could not be read. */
export type FoundMerges = { pullRequests: MergedPullRequest[]; isWhole: boolean };

/**
 * What one check, or one status, says of a commit. `failed`: whatever a person has to see to, a cancelled one too.
 * `unknown`: GitHub says something else, or nothing that can be read.
 */
export type FoundCheck = { name: string; is: 'passed' | 'failed' | 'pending' | 'unknown'; url?: string };

/** `isWhole`: false where there are more, or some could not be read. What is not seen is unknown, never green. */
export type HeadChecks = { checks: FoundCheck[]; isWhole: boolean };

/**
 * What a branch asks of what is merged into it, as far as these credentials see it. `checks`: names of those that are required;
 * `hasQueue`: a rule has everything go through a merge queue.
 */
export type Requirements = { checks: string[]; isWhole: boolean; hasQueue?: boolean };

/**
 * How a pull request stands with the merge queue of its base. `entry`: absent where it is in none; `position` is from 1.
 * `left`: when it last left one (epoch milliseconds), with GitHub's word for why; what was merged has left it too.
 */
export type FoundQueueStand = {
  state: 'open' | 'closed' | 'merged';
  headSha: string;
  /** Branch. */
  base: string;
  entry?: { position?: number };
  left?: { at: number; reason?: string };
};

/** What somebody last judged. `headSha`: the commit that was looked at; `at`: epoch milliseconds. `isPerson`: as of accounts. */
export type FoundReview = {
  login: string;
  isPerson?: boolean;
  is: 'approved' | 'changes_requested' | 'dismissed';
  headSha?: string;
  at: number;
};

/** One for each person who has judged, in the order of their first; those who only commented have not. `isWhole`: as of checks. */
export type FoundReviews = { reviews: FoundReview[]; isWhole: boolean };

/** `account`: absent where GitHub has none for the `email`, in small letters, that the commit tells, which anybody may write; empty where it tells none. */
export type FoundMaker = { account?: FoundAccount & { id?: number }; email: string };

/**
 * `committer`: who put it in place; absent where that was GitHub itself, which it says it has verified. `coAuthors`: whom its message
 * names so by GitHub's address of an account, which anybody may write: id, and the login at that time. `parents`: SHAs.
 */
export type FoundCommit = {
  sha: string;
  author: FoundMaker;
  committer?: FoundMaker;
  coAuthors: { id: number; login: string }[];
  parents: string[];
};

/** The commits of a pull request. `isWhole`: as of checks. */
export type FoundAuthors = { commits: FoundCommit[]; isWhole: boolean };

/** A workflow run that goes on once a person lets it. */
export type FoundWaitingRun = { name: string; url: string };

/** `sha`: of its newest commit; `tree`: of that. */
export type FoundBranch = { name: string; sha: string; tree: string };

/** `base`: its default branch; absent while it has no commit. */
export type FoundRepository = { isArchived: boolean; hasPullRequests: boolean; base?: FoundBranch };

/**
 * `sha`: of its content, as git names it. `text`: absent where it is not UTF-8, or more than GitHub gives away at once
 * (1 MB); with a byte order mark where it has one.
 */
export type FoundFile = { sha: string; text?: string };

/** `createdAt`: epoch milliseconds. */
export type FoundComment = { id: number; url: string; body: string; createdAt: number };

/** `write` may push, and `admin` may. `maintain` counts as `write` and `triage` as `read`, as GitHub has it. */
export type CollaboratorPermission = 'admin' | 'write' | 'read' | 'none';

/** `displayTitle`: what `run-name` evaluates to. `createdAt`: epoch milliseconds. */
export type FoundWorkflowRun = { id: number; url: string; displayTitle: string; createdAt: number };

/** Where a run stands. `conclusion` is null while it is going on; `attempt` counts from 1. */
export type WorkflowRunStatus = { status: string; conclusion: string | null; attempt: number; url: string };

/** What starts a run on our behalf. */
export type DispatchEvent = 'workflow_dispatch' | 'repository_dispatch';

/** Reads only. Times are epoch milliseconds. Every method throws GitHubError. */
export interface GitHubLookups {
  findBranch(name: string): Promise<{ sha: string } | undefined>;
  /** What work on it begins from. */
  findRepository(): Promise<FoundRepository>;
  /** `ref`: branch, tag or SHA. Undefined where there is nothing, or a folder, a link or a submodule. */
  findFile(path: string, ref: string): Promise<FoundFile | undefined>;
  /** Open, closed and merged ones of a branch of this repository, the newest first. */
  pullRequestsOf(head: string): Promise<FoundPullRequest[]>;
  /** The open ones, the newest first; 300 of them at most. */
  openPullRequests(): Promise<FoundPullRequest[]>;
  /** Merged since then, those that changed last first; of the last 100 that are closed. */
  mergedSince(since: number, withinMs?: number): Promise<FoundMerges>;
  findPullRequest(number: number): Promise<FoundPullRequest | undefined>;
  /** The newest commit of a pull request, and the SHAs of those before it. */
  findHead(number: number): Promise<{ sha: string; parents: string[] } | undefined>;
  /** Of a pull request. GitHub tells it by GraphQL alone. */
  findQueueStand(number: number): Promise<FoundQueueStand | undefined>;
  /** Check runs and statuses of a commit; at most 500 of each. What the credentials may not see is not whole. */
  checksOf(sha: string): Promise<HeadChecks>;
  /** By branch protection and by rules alike. */
  requirementsOf(branch: string): Promise<Requirements>;
  /** Of a pull request; at most 500 are read. What the credentials may not see is not whole. */
  reviewsOf(number: number): Promise<FoundReviews>;
  /** Of a pull request; GitHub shows 250 commits at most. */
  authorsOf(number: number): Promise<FoundAuthors>;
  /** Of a commit; at most 100 runs are read. */
  waitingRunsOf(sha: string): Promise<FoundWaitingRun[]>;
  /** Who has the login now; undefined where nobody has. */
  findUser(login: string): Promise<FoundUser | undefined>;
  /** Who has the account, by its id: under which login now. Undefined where it is gone. */
  findUserById(id: number): Promise<FoundUser | undefined>;
  /** What somebody may do in the repository. */
  permissionOf(login: string): Promise<CollaboratorPermission>;
  /** Created or changed since then, on an issue or a pull request. */
  commentsSince(number: number, since: number): Promise<FoundComment[]>;
  /** Runs of a workflow (file name or id) that a dispatch started since then, the newest first; at most 100. */
  dispatchedRunsSince(workflow: string, since: number, event?: DispatchEvent): Promise<FoundWorkflowRun[]>;
  findWorkflowRun(id: number): Promise<WorkflowRunStatus | undefined>;
  /**
   * Names change, this does not; GitHub leads from an old name to it. Undefined when there is no such repository.
   * `name`: `owner/name`, of ours unless told otherwise.
   */
  repositoryId(name?: string): Promise<number | undefined>;
  /** What secrets of the repository are sealed for; `key` is base64. */
  secretKey(): Promise<{ keyId: string; key: string }>;
}
