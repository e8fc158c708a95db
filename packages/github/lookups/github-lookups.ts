/** The lookups on GitHub: whether a change that an earlier attempt may have made is there. */

export type FoundPullRequest = {
  number: number;
  url: string;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  headSha: string;
  base: string;
  body: string;
  /** `clean`, `unstable`, `blocked`, `behind`, `dirty`, `draft`, `unknown`; absent where GitHub has not worked it out, and in lists. */
  mergeableState?: string;
  /** When GitHub last changed it: epoch milliseconds, in whole seconds. */
  updatedAt: number;
  /** Of the commit that merged it; absent while it is not merged. */
  mergeSha?: string;
};

/** `sha`: of its newest commit; `tree`: of that. */
export type FoundBranch = { name: string; sha: string; tree: string };

/** `createdAt`: epoch milliseconds. */
export type FoundComment = { id: number; url: string; body: string; createdAt: number };

/** `displayTitle`: what `run-name` evaluates to. `createdAt`: epoch milliseconds. */
export type FoundWorkflowRun = { id: number; url: string; displayTitle: string; createdAt: number };

/** Where a run stands. `conclusion` is null while it is going on; `attempt` counts from 1. */
export type WorkflowRunStatus = { status: string; conclusion: string | null; attempt: number; url: string };

/** What starts a run on our behalf. */
export type DispatchEvent = 'workflow_dispatch' | 'repository_dispatch';

/** Reads only. Times are epoch milliseconds. Every method throws GitHubError. */
export interface GitHubLookups {
  findBranch(name: string): Promise<{ sha: string } | undefined>;
  /** Undefined while the repository has no commit. */
  defaultBranch(): Promise<FoundBranch | undefined>;
  /** Open, closed and merged ones of a branch of this repository, the newest first. */
  pullRequestsOf(head: string): Promise<FoundPullRequest[]>;
  findPullRequest(number: number): Promise<FoundPullRequest | undefined>;
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
