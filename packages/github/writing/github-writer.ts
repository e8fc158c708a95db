/** What we change on GitHub. Only the effects call these: each is one side effect, made once. */

/** `date` is epoch milliseconds; it is cut to whole seconds, as git has it. */
export type CommitInput = {
  message: string;
  /** SHA of a tree; the parent's own tree makes an empty commit. */
  tree: string;
  /** SHAs. */
  parents: readonly string[];
  author: { name: string; email: string; date: number };
};

/** `base`: SHA of a tree, which has everything but this one file. `content`: as UTF-8. */
export type TreeInput = { base: string; path: string; content: string };

export type PullRequestInput = { title: string; head: string; base: string; body: string; draft: boolean };

/** What GitHub's coding agent is told when an issue is assigned to it. `repository`: `owner/name`; `branch`: where it begins. */
export type AgentAssignment = { repository: string; branch: string; instructions: string };

export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** As GitHub names them: 👍, 👎, 😕. */
export type Reaction = '+1' | '-1' | 'confused';

/** `run` is absent where the server tells none (204): the run is then found by its title. */
export type DispatchedRun = { runId?: number; url?: string };

/**
 * Each method is one HTTP attempt, never repeated but where GitHub has said that nothing was done. Every method throws GitHubError, which says if it may have landed.
 */
export interface GitHubWriter {
  /** A tree that no commit has yet. The same input gives the same tree, however often it is made. */
  createTree(tree: TreeInput): Promise<{ sha: string }>;
  /** A commit that no branch has yet. The same input gives the same commit, however often it is made. */
  createCommit(commit: CommitInput): Promise<{ sha: string }>;
  /** `name` without `refs/heads/`. */
  createBranch(name: string, sha: string): Promise<{ sha: string }>;
  /** Whatever stands on it. 422 when there is none of that name, or a rule stands against it. */
  deleteBranch(name: string): Promise<void>;
  createPullRequest(pullRequest: PullRequestInput): Promise<{ number: number; url: string }>;
  /** On an issue or a pull request. */
  createComment(number: number, body: string): Promise<{ id: number; url: string }>;
  /** To a comment on an issue or a pull request. The same one again changes nothing. */
  addReaction(commentId: number, content: Reaction): Promise<void>;
  /** Labels that are there already stay. */
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  /**
   * Whoever is assigned already stays. GitHub passes over those who have no access, and says nothing of it: `isAssigned` is
   * how the issue stands then.
   */
  addAssignee(number: number, login: string, agent?: AgentAssignment): Promise<{ isAssigned: boolean }>;
  /** Whoever is not assigned stays so. */
  removeAssignee(number: number, login: string): Promise<void>;
  /** 404 when the issue does not carry it. */
  removeLabel(number: number, label: string): Promise<void>;
  /** Only if `headSha` still is the head. */
  mergePullRequest(number: number, headSha: string, method: MergeMethod): Promise<{ sha: string }>;
  /**
   * Has the base merged into its branch, if `headSha` still is the head. Accepted, not yet done: the head moves a little
   * later. 422 when it is not the head, the base has nothing new, or the two conflict.
   */
  updateBranch(number: number, headSha: string): Promise<void>;
  /**
   * Puts it into the merge queue of its base, if `headSha` still is the head. `nodeId`: of the pull request. 422 when it is in it already,
   * there is none, or something stands against its merge.
   */
  enqueuePullRequest(nodeId: string, headSha: string): Promise<void>;
  /** 409 when there is one of that name. */
  createVariable(name: string, value: string): Promise<void>;
  /** 404 when there is none of that name. */
  updateVariable(name: string, value: string): Promise<void>;
  /** `sealed`: base64, as `sealSecret` makes it for the key of `keyId`. */
  setSecret(name: string, sealed: string, keyId: string): Promise<void>;
  /** `workflow`: file name or id. `ref`: branch or tag. At most 25 inputs. */
  dispatchWorkflow(workflow: string, ref: string, inputs: Readonly<Record<string, string>>): Promise<DispatchedRun>;
  /**
   * Starts every workflow on the default branch that listens to `repository_dispatch` of this type. At most 10 keys.
   * No answer tells which runs it starts, or whether any.
   */
  requestDispatch(eventType: string, payload: Readonly<Record<string, string>>): Promise<void>;
  /** Accepted, not yet done: the run is `completed` a little later. 409 when it is completed already. */
  cancelWorkflowRun(id: number): Promise<void>;
  /** The next attempt of the same run. 403 (`invalid`) while it is running, or when GitHub lets nobody re-run it. */
  rerunFailedJobs(id: number): Promise<void>;
}
