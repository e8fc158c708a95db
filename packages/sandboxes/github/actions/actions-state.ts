/** What the sandbox knows of GitHub Actions: the runs of its workflows, what they uploaded, and what the next is to do. */
import type { CheckName } from './workflows.ts';

export type Status = 'queued' | 'in_progress' | 'completed';
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

/** Moments are true: ISO 8601 in whole seconds, when it happened on this machine. */
export type Step = {
  name: string;
  number: number;
  status: Status;
  conclusion: Conclusion | null;
  startedAt: string | null;
  completedAt: string | null;
};

/** How a run is to go; what is left out goes as usual. */
export type Wish = {
  outcome?: 'success' | 'failure' | 'cancelled';
  /** The step it fails at, or is cancelled in. */
  step?: string;
  /** How long it runs; fractions are fine. */
  seconds?: number;
  queuedSeconds?: number;
  /** Checks of a diagnose that find something wrong. */
  failingChecks?: readonly CheckName[];
  /** `missing`: listed, but nothing is there to download. `none`: not uploaded. `bomb`: a few bytes that unpack to very many. */
  artifact?: 'missing' | 'broken' | 'expired' | 'bomb' | 'none';
};

export type Check = { ok: boolean; details?: string; status?: number; ms?: number };
export type Checks = Partial<Record<CheckName, Check>>;

/** One try of a run; every one has a job of its own. */
export type Attempt = {
  number: number;
  jobId: number;
  /** Login. */
  actor: string;
  status: Status;
  conclusion: Conclusion | null;
  /** When it was asked for. */
  startedAt: string;
  /** When a runner took it. */
  jobStartedAt: string | null;
  updatedAt: string;
  steps: Step[];
  wish: Wish;
  /** Epoch milliseconds of its next move. */
  dueAt: number;
  cancelAsked?: true;
  /** An older run carries the same correlation id. */
  duplicate?: true;
  checks?: Checks;
};

export type Commit = { sha: string; message: string; author: string; at: string };

export type WorkflowRun = {
  id: number;
  number: number;
  checkSuiteId: number;
  /** File name of its workflow. */
  workflow: string;
  event: string;
  title: string;
  branch: string;
  commit: Commit;
  inputs: Record<string, string>;
  createdAt: string;
  /** Never empty; the last one counts. */
  attempts: Attempt[];
};

export type Artifact = {
  id: number;
  runId: number;
  name: string;
  createdAt: string;
  sizeBytes: number;
  kind: 'whole' | 'missing' | 'broken' | 'expired' | 'bomb';
  /** Of the one file in it. */
  fileName: string;
  content: string;
};

export type ActionsState = { runs: WorkflowRun[]; artifacts: Artifact[]; next: Wish };

export function lastAttempt(run: WorkflowRun): Attempt {
  const last = run.attempts.at(-1);
  if (last === undefined) throw new Error(`Workflow run ${run.id} has no attempt.`);
  return last;
}

export function isCompleted(run: WorkflowRun): boolean {
  return lastAttempt(run).status === 'completed';
}
