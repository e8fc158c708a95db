/** What the sandbox knows of GitHub Actions: the runs of its workflows, and what each attempt is to do. */
import type * as model from '@valine/github-model';
import type { CheckName } from './workflows.ts';

/** How a run is to go; what is left out goes as usual. */
export type Wish = {
  outcome?: 'success' | 'failure' | 'cancelled';
  /** The step it fails at, or is cancelled in. */
  step?: string;
  /** How long it runs; fractions are fine. */
  seconds?: number;
  queuedSeconds?: number;
  /** It waits for a person before it begins. */
  approval?: true;
  /** Checks of a diagnose that find something wrong. */
  failingChecks?: readonly CheckName[];
  /** `none`: its job notes nothing of its failure. */
  annotations?: 'none';
  /** `missing`: listed, but nothing is there to download. `none`: not uploaded. `bomb`: a few bytes that unpack to very many. */
  artifact?: 'missing' | 'broken' | 'expired' | 'bomb' | 'none';
};

export type Check = { ok: boolean; details?: string; status?: number; ms?: number };
export type Checks = Partial<Record<CheckName, Check>>;

/** One try of a run; it has one job, and this is what it is to do. */
export type Attempt = model.Attempt & {
  wish: Wish;
  /** Epoch milliseconds of its next move. */
  dueAt: number;
  cancelAsked?: true;
  /** Login of who asked. */
  cancelledBy?: string;
  /** By a newer run of its concurrency group. */
  pushedOut?: true;
  /** Its guard has found another run of the same correlation id that has worked, or is at it. */
  duplicate?: true;
  checks?: Checks;
};

export type WorkflowRun = Omit<model.Run, 'attempts'> & {
  /** Never empty; the last one counts. */
  attempts: Attempt[];
};

export function lastAttempt({ id, attempts }: WorkflowRun): Attempt {
  const last = attempts.at(-1);
  if (last === undefined) throw new Error(`Workflow run ${id} has no attempt.`);
  return last;
}

export function jobOf({ jobs: [job] }: Attempt): model.Job {
  if (job === undefined) throw new Error('An attempt has no job.');
  return job;
}
