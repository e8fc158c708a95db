/** What we read of GitHub Actions: runs of workflows, what they work on, their jobs and steps, and what they left behind. */

/** What a run works on. Each field is absent where GitHub does not tell it, or tells something odd. */
export type RunHead = {
  /** Or a tag. */
  branch?: string;
  sha?: string;
  /** First line of the commit's message. */
  title?: string;
  /** Name, as the commit has it. */
  author?: string;
};

export type WorkflowRunInfo = {
  id: number;
  /** 1 for the first; a re-run is the next. */
  attempt: number;
  /** For people to open. */
  url: string;
  /** File name, e.g. `client-deploy.yml`; empty where GitHub tells none. */
  workflowFile: string;
  /** Of the workflow. */
  name: string;
  /** What `run-name` evaluates to. */
  displayTitle: string;
  /** What started it: `workflow_dispatch`, `repository_dispatch`, `push`, … */
  event: string;
  /** `queued`, `in_progress`, `completed` or another; `unknown` where GitHub tells none. */
  status: string;
  /** `success`, `failure`, `cancelled`, `timed_out` or another; null while it is going on. */
  conclusion: string | null;
  /** Times are epoch milliseconds; 0 where GitHub tells none. */
  createdAt: number;
  /** Of this attempt. */
  startedAt: number;
  updatedAt: number;
  head?: RunHead;
};

/** Times are epoch milliseconds, absent while it has not come to that. */
export type WorkflowStep = {
  name: string;
  /** Its place in the job, from 1. */
  number: number;
  status: string;
  conclusion: string | null;
  startedAt?: number;
  completedAt?: number;
};

/** Times are epoch milliseconds, absent while it has not come to that. Its id is that of its check run too. */
export type WorkflowJob = {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  url: string;
  startedAt?: number;
  completedAt?: number;
  steps: WorkflowStep[];
};

/** `url`: for people to open. */
export type GroupHolder = Pick<WorkflowRunInfo, 'id' | 'url'>;

/**
 * How `head` stands to `base`, as GitHub calls it; `unknown` where it tells nothing that we know. `ahead`: commits that
 * only `head` has; `behind`: those that only `base` has; each absent where GitHub tells none. `url`: for people to open.
 */
export type CommitComparison = {
  status: 'ahead' | 'behind' | 'diverged' | 'identical' | 'unknown';
  ahead?: number;
  behind?: number;
  url?: string;
};

/** `isWhole`: false where the run has more jobs than could be read. */
export type JobList = { jobs: WorkflowJob[]; isWhole: boolean };

/** `createdAt`: epoch milliseconds; 0 where GitHub tells none. */
export type Artifact = { id: number; name: string; sizeBytes: number; expired: boolean; createdAt: number };

export type Annotation = {
  level: 'notice' | 'warning' | 'failure';
  /** A file of the repository; `.github` for what the runner itself says. */
  path: string;
  line?: number;
  title?: string;
  message: string;
};

/** `bytes` is the ZIP as it came. */
export type ArtifactDownload = { kind: 'read'; bytes: Uint8Array } | { kind: 'expired' | 'missing' | 'too_large' };

/** Reads only. `withinMs` bounds a call as a whole, as each request is bounded anyway. Every method throws GitHubError. */
export interface GitHubActions {
  findWorkflowRun(id: number, withinMs?: number): Promise<WorkflowRunInfo | undefined>;
  /**
   * Runs of a workflow (file name or id), the newest first, at most 100. `since`: epoch milliseconds.
   * Throws `not_found` where there is no such workflow.
   */
  listWorkflowRuns(
    workflow: string,
    query: { limit: number; event?: string; since?: number },
    withinMs?: number,
  ): Promise<WorkflowRunInfo[]>;
  /** By their SHAs. Undefined where one is not there, or they have no history in common. */
  compareCommits(base: string, head: string, withinMs: number): Promise<CommitComparison | undefined>;
  /** Of one attempt, at most 1,000. What a re-run carries over from the attempt before is among them. */
  listJobs(runId: number, attempt: number, withinMs?: number): Promise<JobList>;
  /** The run that holds the concurrency group for which this one waits; undefined where GitHub tells none. */
  findGroupHolder(runId: number, withinMs?: number): Promise<GroupHolder | undefined>;
  /** Of that name, the newest first. */
  listArtifacts(runId: number, name: string, withinMs?: number): Promise<Artifact[]>;
  /** `too_large` once more than `maxBytes` came. The token never goes to the redirect's host. */
  downloadArtifact(id: number, maxBytes: number, withinMs?: number): Promise<ArtifactDownload>;
  /** The last `maxBytes` of a job's log in whole lines, without timestamps and colours; undefined when there is none. */
  readLogTail(jobId: number, maxBytes: number, withinMs?: number): Promise<string | undefined>;
  /** At most 100. */
  listAnnotations(jobId: number, withinMs?: number): Promise<Annotation[]>;
}
