/** What happened on GitHub, cut down to the fields we use. */
import * as z from 'zod/mini';
import { RunHead } from './run-head.ts';
import { signed } from './trust/signed.ts';

export const occurrence = {
  /** The delivery GUID (`X-GitHub-Delivery`): the same for every redelivery. */
  id: z.string(),
  /** `owner/name`. */
  repository: z.string(),
  /** Login of who did it. */
  sender: z.string(),
  /** Epoch milliseconds at which ingress took the delivery. */
  receivedAt: z.number(),
};

/** `issues`: every action, so that a service decides what it means. */
export const IssueChanged = z.object({
  ...occurrence,
  ...signed,
  type: z.literal('issue.changed'),
  /** GitHub's action: `closed`, `reopened`, `labeled`, `unlabeled`, `deleted`, `transferred`, … */
  action: z.string(),
  issue: z.object({
    number: z.number(),
    state: z.enum(['open', 'closed']),
    /** `completed`, `not_planned`, `duplicate`, `reopened`; null while it never was closed. */
    stateReason: z.nullable(z.string()),
    title: z.string(),
    labels: z.array(z.string()),
    /** Epoch milliseconds, in whole seconds: of the change it tells of, however late it comes. */
    updatedAt: z.optional(z.number()),
  }),
  /** The label that `labeled` or `unlabeled` speaks of. */
  label: z.optional(z.string()),
});
export type IssueChanged = z.infer<typeof IssueChanged>;

export const IssueCommented = z.object({
  ...occurrence,
  ...signed,
  type: z.literal('issue.commented'),
  action: z.string(),
  /** Of the issue or the pull request. */
  number: z.number(),
  commentId: z.number(),
  /** The first 1,000 characters. */
  body: z.string(),
  /** The last 200, of one that is longer. */
  tail: z.optional(z.string()),
  /** When it was written: epoch milliseconds, in whole seconds. */
  commentedAt: z.optional(z.number()),
  /** GitHub's id of who did it; absent where it does not tell. */
  senderId: z.optional(z.number()),
  /** No person has written it. */
  isBot: z.optional(z.boolean()),
  /** Of a pull request: numbers of the issues that it says it closes. */
  closes: z.optional(z.array(z.number())),
});
export type IssueCommented = z.infer<typeof IssueCommented>;

export const PullRequestChanged = z.object({
  ...occurrence,
  ...signed,
  type: z.literal('pull_request.changed'),
  action: z.string(),
  pullRequest: z.object({
    number: z.number(),
    headBranch: z.string(),
    headSha: z.string(),
    draft: z.boolean(),
    merged: z.boolean(),
    state: z.enum(['open', 'closed']),
    /** Numbers of the issues that it says it closes, or said so until now; none, where absent. */
    closes: z.optional(z.array(z.number())),
  }),
});
export type PullRequestChanged = z.infer<typeof PullRequestChanged>;

/** Something was found out about the head of pull requests, or somebody has judged one: how they stand is to be looked up. */
export const PullRequestHinted = z.object({
  ...occurrence,
  ...signed,
  type: z.literal('pull_request.hinted'),
  /** GitHub's name of the event: `pull_request_review`, `check_suite`, `check_run`, `workflow_run`, `status`. */
  event: z.string(),
  /** Branches whose newest commit it is about: `status` knows up to ten, the others one. */
  headBranches: z.array(z.string()),
  /** Numbers of those that GitHub names; it names none of forks. */
  pullRequests: z.array(z.number()),
  /** Of a workflow that is a coding agent: that run has changed. */
  runId: z.optional(z.number()),
});
export type PullRequestHinted = z.infer<typeof PullRequestHinted>;

export const WorkflowRunChanged = z.object({
  ...occurrence,
  type: z.literal('workflow_run.changed'),
  action: z.string(),
  workflowRun: z.object({
    id: z.number(),
    attempt: z.number(),
    workflowName: z.string(),
    /** File name of the workflow, e.g. `client-deploy.yml`. */
    workflowFile: z.optional(z.string()),
    /** What started it: `workflow_dispatch`, `push`, `pull_request`. */
    event: z.optional(z.string()),
    /** What `run-name` evaluates to: where a correlation id is found again. */
    displayTitle: z.string(),
    status: z.string(),
    conclusion: z.nullable(z.string()),
    url: z.string(),
    head: z.optional(RunHead),
  }),
});
export type WorkflowRunChanged = z.infer<typeof WorkflowRunChanged>;

export const WorkflowJobChanged = z.object({
  ...occurrence,
  type: z.literal('workflow_job.changed'),
  action: z.string(),
  job: z.object({
    id: z.number(),
    runId: z.number(),
    /** Of the workflow run. */
    attempt: z.optional(z.number()),
    name: z.string(),
    status: z.string(),
    conclusion: z.nullable(z.string()),
    /** Name of the step that is running, or that failed. */
    step: z.nullable(z.string()),
  }),
});
export type WorkflowJobChanged = z.infer<typeof WorkflowJobChanged>;

/** Events about issues and pull requests: they move runs and tasks, so the dispatch queue takes them. */
export const GitHubEvent = z.discriminatedUnion('type', [
  IssueChanged,
  IssueCommented,
  PullRequestChanged,
  PullRequestHinted,
]);
export type GitHubEvent = z.infer<typeof GitHubEvent>;

/** Events about workflows: they are observations, so the verify queue takes them. */
export const GitHubCheckEvent = z.discriminatedUnion('type', [WorkflowRunChanged, WorkflowJobChanged]);
export type GitHubCheckEvent = z.infer<typeof GitHubCheckEvent>;
