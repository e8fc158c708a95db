/** Workflow runs of the model: as services see them, and how a test moves them. */
import type { WorkflowJob, WorkflowRunInfo } from '@valine/github';
import {
  type Annotation,
  type Attempt,
  addArtifact,
  addRun,
  type Commit,
  completeRun,
  type GitHubModel,
  type Job,
  lastAttempt,
  type Run,
  startRun,
} from '@valine/github-model';

/** `ref` and `inputs` (or the payload) are those it was dispatched with. */
export type FakeRun = WorkflowRunInfo & { ref: string; inputs: Readonly<Record<string, string>> };

/** A run, as what GitHub does moves it on. Each throws Error for a move that no run makes. */
export type FakeWorkflowRun = {
  id: number;
  /** As it stands. */
  info(): FakeRun;
  /** `queued` → `in_progress`. */
  start(...jobs: Job[]): void;
  /** Puts the jobs of its attempt in the place of those it had. */
  setJobs(...jobs: Job[]): void;
  /** `queued` or `in_progress` → `completed`; without `jobs` it keeps those it has. */
  complete(conclusion: string, ...jobs: Job[]): void;
  /** Returns the artifact's id. */
  upload(name: string, bytes: Uint8Array, more?: { expired?: boolean }): number;
  log(jobId: number, text: string): void;
  annotate(jobId: number, ...annotations: Annotation[]): void;
};

export type Clock = { now(): number };

/** Somebody else's run, or one that is further on: a push, queued, unless told otherwise. */
export function addFakeRun(
  model: GitHubModel,
  workflow: { file: string; name: string },
  at: number,
  more: Partial<FakeRun> = {},
): Run {
  const { event = 'push', inputs = {}, ref: branch = 'main', displayTitle: title, createdAt = at } = more;
  const id = 7001 + model.runs.length;
  const run = addRun(model, workflow, {
    ...{ id, checkSuiteId: id, event, inputs, branch, actor: 'ada', at: createdAt },
    ...(more.head?.sha === undefined ? {} : { sha: more.head.sha }),
    ...(title === undefined ? {} : { title }),
  });
  const attempt = lastAttempt(run);
  for (let number = 1; number < (more.attempt ?? 1); number += 1)
    run.attempts.splice(-1, 0, { ...attempt, number, jobs: [] });
  const { status = 'queued', conclusion = null, startedAt = createdAt, updatedAt = at } = more;
  Object.assign(attempt, { number: more.attempt ?? 1, status, conclusion, startedAt, updatedAt });
  return run;
}

export function infoOf({ repository, commits }: GitHubModel, run: Run): WorkflowRunInfo {
  const { number, status, conclusion, startedAt, updatedAt } = lastAttempt(run);
  return {
    id: run.id,
    attempt: number,
    url: runUrl(repository, run),
    workflowFile: run.workflow,
    name: run.name,
    displayTitle: run.title,
    event: run.event,
    status,
    conclusion,
    createdAt: run.createdAt,
    startedAt,
    updatedAt,
    head: headOf(run, commits[run.sha]),
  };
}

function headOf({ branch, sha }: Run, commit: Commit | undefined): NonNullable<WorkflowRunInfo['head']> {
  if (commit === undefined) return { branch, ...(sha && { sha }) };
  return { branch, sha, title: commit.message.split('\n')[0] ?? '', author: commit.author };
}

/** Copies. */
export function jobsOf({ repository }: GitHubModel, run: Run, { jobs }: Attempt): WorkflowJob[] {
  return jobs.map(({ steps, ...job }) => ({
    ...job,
    url: `${runUrl(repository, run)}/job/${job.id}`,
    steps: steps.map((step) => ({ ...step })),
  }));
}

function runUrl(repository: string, { id }: Run): string {
  return `https://github.com/${repository}/actions/runs/${id}`;
}

export function fakeRunOf(model: GitHubModel, run: Run): FakeRun {
  return { ...infoOf(model, run), ref: run.branch, inputs: run.inputs };
}

export function workflowRunOf(model: GitHubModel, clock: Clock, id: number | undefined): FakeWorkflowRun {
  const run = model.runs.findLast((each) => id === undefined || each.id === id);
  if (run === undefined) throw new Error(`the test has no workflow run ${id ?? ''} to move`);
  const setJobs = (...jobs: Job[]) => {
    lastAttempt(run).jobs = jobs;
  };
  return {
    id: run.id,
    info: () => fakeRunOf(model, run),
    setJobs,
    start(...jobs) {
      startRun(run, clock.now());
      setJobs(...jobs);
    },
    complete(conclusion, ...jobs) {
      completeRun(run, conclusion, clock.now());
      if (jobs.length > 0) setJobs(...jobs);
    },
    upload(name, bytes, { expired = false } = {}) {
      const id = 8001 + model.artifacts.length;
      addArtifact(model, run, { id, name, bytes, sizeBytes: bytes.byteLength, expired, at: clock.now() });
      return id;
    },
    log(jobId, text) {
      model.logs[jobId] = text;
    },
    annotate(jobId, ...annotations) {
      model.annotations[jobId] = annotations;
    },
  };
}
