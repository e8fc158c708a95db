/** Workflows of a repository in memory, their runs, and how a test moves these. */
import type { Annotation, Artifact, WorkflowJob, WorkflowRunInfo } from '@valine/github';

/** `listensTo`: types of `repository_dispatch`. */
export type FakeWorkflow = { name: string; listensTo: readonly string[] };

/** `ref` and `inputs` (or the payload) are those it was dispatched with. */
export type FakeRun = WorkflowRunInfo & { ref: string; inputs: Readonly<Record<string, string>> };

/** A run, as what GitHub does moves it on. Each throws Error for a move that no run makes. */
export type FakeWorkflowRun = {
  id: number;
  /** As it stands. */
  info(): FakeRun;
  /** `queued` → `in_progress`. */
  start(...jobs: WorkflowJob[]): void;
  /** Puts the jobs of its attempt in the place of those it had. */
  setJobs(...jobs: WorkflowJob[]): void;
  /** `queued` or `in_progress` → `completed`; without `jobs` it keeps those it has. */
  complete(conclusion: string, ...jobs: WorkflowJob[]): void;
  /** Returns the artifact's id. */
  upload(name: string, bytes: Uint8Array, more?: { expired?: boolean }): number;
  log(jobId: number, text: string): void;
  annotate(jobId: number, ...annotations: Annotation[]): void;
};

export type FakeArtifact = Artifact & { runId: number; bytes: Uint8Array };
export type FakeRunBook = ReturnType<typeof fakeRunBook>;

const WORKFLOWS: [string, FakeWorkflow][] = [
  ['client-deploy.yml', { name: 'Client Deploy', listensTo: [] }],
  ['diagnose-dispatch.yml', { name: 'Diagnose on Demand', listensTo: ['diagnose.request'] }],
];

export function fakeRunBook(clock: { now(): number }) {
  return {
    clock,
    /** By file name. */
    workflows: new Map(WORKFLOWS),
    /** The oldest first. */
    runs: [] as FakeRun[],
    /** By `<run id>/<attempt>`. */
    jobs: new Map<string, WorkflowJob[]>(),
    artifacts: [] as FakeArtifact[],
    /** By job id. */
    logs: new Map<number, string>(),
    annotations: new Map<number, Annotation[]>(),
  };
}

/** A new run, queued. */
export function addRun(
  { clock, workflows, runs }: FakeRunBook,
  workflowFile: string,
  more: Partial<FakeRun> = {},
): FakeRun {
  const name = workflows.get(workflowFile)?.name ?? workflowFile;
  const [id, now, inputs] = [7001 + runs.length, clock.now(), more.inputs ?? {}];
  const run: FakeRun = {
    ...{ id, attempt: 1, url: `https://github.com/acme/web/actions/runs/${id}`, workflowFile, name },
    ...{ displayTitle: titleOf(name, inputs), event: 'push', status: 'queued', conclusion: null },
    ...{ createdAt: now, startedAt: now, updatedAt: now, ref: 'main', inputs, ...more },
  };
  runs.push(run);
  return run;
}

/** As the `run-name` of our workflows says. */
function titleOf(name: string, { correlation_id, requester }: Readonly<Record<string, string>>): string {
  if (!correlation_id) return name;
  return `${name} — ${correlation_id}${requester ? ` by ${requester}` : ''}`;
}

export function workflowRunOf(book: FakeRunBook, id: number | undefined): FakeWorkflowRun {
  const run = book.runs.findLast((each) => id === undefined || each.id === id);
  if (run === undefined) throw new Error(`the test has no workflow run ${id ?? ''} to move`);
  const move = (from: readonly string[], change: Partial<FakeRun>) => {
    if (!from.includes(run.status)) throw new Error(`a run that is ${run.status} does not become ${change.status}`);
    Object.assign(run, change, { updatedAt: book.clock.now() });
  };
  const setJobs = (...jobs: WorkflowJob[]) => void book.jobs.set(`${run.id}/${run.attempt}`, jobs);
  return {
    id: run.id,
    info: () => structuredClone(run),
    setJobs,
    start(...jobs) {
      move(['queued'], { status: 'in_progress' });
      setJobs(...jobs);
    },
    complete(conclusion, ...jobs) {
      move(['queued', 'in_progress'], { status: 'completed', conclusion });
      if (jobs.length > 0) setJobs(...jobs);
    },
    upload(name, bytes, { expired = false } = {}) {
      const made = { sizeBytes: bytes.byteLength, expired, createdAt: book.clock.now() };
      const artifact = { id: 8001 + book.artifacts.length, name, ...made };
      book.artifacts.push({ ...artifact, runId: run.id, bytes });
      return artifact.id;
    },
    log: (jobId, text) => void book.logs.set(jobId, text),
    annotate: (jobId, ...annotations) => void book.annotations.set(jobId, annotations),
  };
}
