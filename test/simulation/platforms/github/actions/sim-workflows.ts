/** GitHub Actions at work: every run that is started lives its life in virtual time, and GitHub tells of it. */
import type { GitHubWriter } from '@valine/github';
import type { FakeRepository, FakeRun } from '@valine/testing';
import type { Engine } from '../../../engine/engine.ts';
import { createRandom } from '../../../engine/random.ts';
import type { Outside } from '../../outside.ts';
import type { Announce } from '../deliveries.ts';
import { jobOf } from './jobs-of.ts';
import { createRunHistory, type RunHistory } from './run-history.ts';
import { planRun, type RunPlan } from './run-plan.ts';
import { summaryZip } from './summary-zip.ts';
import { workflowJobBody, workflowRunBody } from './workflow-bodies.ts';

export type SimWorkflows = {
  history: RunHistory;
  /** What each attempt was to do, by `<run id>/<attempt>`. */
  plans: ReadonlyMap<string, RunPlan>;
  /** Requests to stop that GitHub has taken. */
  cancels: readonly { id: number; attempt: number }[];
  /** Runs that ended themselves because an older one has their correlation id. */
  guarded: ReadonlySet<number>;
  /** To be called whenever something may have been started. */
  notice(): void;
  cancel: GitHubWriter['cancelWorkflowRun'];
};

type Parts = { engine: Engine; repository: FakeRepository; announce: Announce; outside: Outside; name: string };
/** An attempt under way. */
type Attempt = { run: FakeRun; plan: RunPlan; attempt: number; startedAt: number | undefined };
type Book = { history: RunHistory; plans: Map<string, RunPlan>; attempts: Map<number, Attempt>; guarded: Set<number> };

const GUARD_MS = 8000;

/** `name`: of the repository, `owner/name`. */
export function createSimWorkflows(parts: Parts): SimWorkflows {
  const { engine, repository } = parts;
  const book: Book = { history: createRunHistory(), plans: new Map(), attempts: new Map(), guarded: new Set() };
  const cancels: { id: number; attempt: number }[] = [];
  return {
    ...book,
    cancels,
    notice() {
      for (const run of repository.runs)
        if (book.attempts.get(run.id)?.attempt !== run.attempt) begin(parts, book, run);
    },
    async cancel(id) {
      const attempt = book.attempts.get(id);
      // GitHub refuses in its own words.
      if (attempt === undefined || attempt.run.status === 'completed') return repository.writer.cancelWorkflowRun(id);
      cancels.push({ id, attempt: attempt.attempt });
      if (Number.isFinite(attempt.plan.stopMs))
        engine.timeline.after(attempt.plan.stopMs, () => end(parts, book, attempt, 'cancelled'));
    },
  };
}

function begin(parts: Parts, book: Book, run: FakeRun): void {
  const { engine, outside } = parts;
  const random = createRandom(engine.seed, `run ${run.id}/${run.attempt}`);
  const plan = planRun(random, run.workflowFile, run.attempt, outside);
  const attempt: Attempt = { run, plan, attempt: run.attempt, startedAt: undefined };
  book.attempts.set(run.id, attempt);
  book.plans.set(`${run.id}/${run.attempt}`, plan);
  // One that somebody puts there completed has its life behind it.
  if (run.status === 'completed') {
    attempt.startedAt = run.startedAt;
    parts.repository.workflowRun(run.id).setJobs(jobNow(parts, attempt, run.conclusion));
    note(parts, book, attempt);
    return;
  }
  tell(parts, book, attempt, 'requested', 'queued');
  if (isGuarded(parts, run)) {
    book.guarded.add(run.id);
    engine.timeline.after(GUARD_MS, () => end(parts, book, attempt, 'success'));
  } else if (Number.isFinite(plan.queuedMs)) {
    engine.timeline.after(plan.queuedMs, () => start(parts, book, attempt));
  }
}

function start(parts: Parts, book: Book, attempt: Attempt): void {
  if (isOver(attempt)) return;
  const { engine, repository } = parts;
  attempt.startedAt = engine.timeline.now();
  repository.workflowRun(attempt.run.id).start(jobNow(parts, attempt));
  tell(parts, book, attempt, 'in_progress', 'in_progress');
  let at = 0;
  for (const { ms } of attempt.plan.steps) {
    at += ms;
    if (Number.isFinite(at)) engine.timeline.after(at, () => proceed(parts, book, attempt));
  }
  if (Number.isFinite(at)) engine.timeline.after(at, () => end(parts, book, attempt, attempt.plan.conclusion));
}

/** To its next step; nobody is told of steps. */
function proceed(parts: Parts, book: Book, attempt: Attempt): void {
  if (isOver(attempt)) return;
  parts.repository.workflowRun(attempt.run.id).setJobs(jobNow(parts, attempt));
  note(parts, book, attempt);
}

function end(parts: Parts, book: Book, attempt: Attempt, conclusion: string): void {
  if (isOver(attempt)) return;
  const { engine, repository } = parts;
  const moved = repository.workflowRun(attempt.run.id);
  const job = jobNow(parts, attempt, conclusion);
  moved.complete(conclusion, job);
  if (conclusion !== 'success') explain(engine, repository, attempt, job.id);
  const ranToItsEnd = conclusion === 'success' || conclusion === 'failure';
  if (ranToItsEnd && !book.guarded.has(attempt.run.id)) upload(parts, attempt);
  tell(parts, book, attempt, 'completed', 'completed');
}

/** Why it failed: by annotations, or at the end of its log. */
function explain({ seed }: Engine, repository: FakeRepository, { run }: Attempt, jobId: number): void {
  const moved = repository.workflowRun(run.id);
  moved.log(jobId, 'npm run build\nError: it did not build\nProcess completed with exit code 1.');
  if ((seed + run.id) % 2 === 0)
    moved.annotate(jobId, {
      level: 'failure',
      path: '.github',
      line: 1,
      message: 'Process completed with exit code 1.',
    });
}

function upload({ engine, repository }: Parts, { run, plan }: Attempt): void {
  const correlationId = run.inputs['correlation_id'];
  if (run.workflowFile !== 'diagnose-dispatch.yml' || correlationId === undefined) return;
  const zip = summaryZip(plan.summary, correlationId);
  if (zip === undefined) return;
  engine.timeline.after(plan.uploadLateMs, () => repository.workflowRun(run.id).upload('diagnose-summary', zip));
}

/** Stopped, ended, or run again since. */
function isOver({ run, attempt }: Attempt): boolean {
  return run.attempt !== attempt || run.status === 'completed';
}

function isGuarded({ repository }: Parts, { id, inputs }: FakeRun): boolean {
  const correlationId = inputs['correlation_id'];
  if (correlationId === undefined) return false;
  return repository.runs.some((older) => older.id < id && older.inputs['correlation_id'] === correlationId);
}

/** What has ended stands as it ended. */
function jobNow({ engine }: Parts, { run, plan, startedAt }: Attempt, conclusion: string | null = null) {
  const now = run.status === 'completed' ? run.updatedAt : engine.timeline.now();
  return jobOf(run, plan, { startedAt, now, conclusion });
}

function note(parts: Parts, { history }: Pick<Book, 'history'>, attempt: Attempt): void {
  const { run } = attempt;
  const conclusion = run.status === 'completed' ? run.conclusion : null;
  const job = jobNow(parts, attempt, conclusion);
  history.add({ at: parts.engine.timeline.now(), info: parts.repository.workflowRun(run.id).info(), jobs: [job] });
  parts.engine.trace.note('workflow run', () => `${run.id}/${run.attempt} ${run.status} ${run.conclusion ?? ''}`);
}

function tell(parts: Parts, book: Book, attempt: Attempt, action: string, jobAction: string): void {
  note(parts, book, attempt);
  const { run } = attempt;
  const job = jobNow(parts, attempt, run.conclusion);
  const ofRun = () => parts.announce('workflow_run', workflowRunBody(action, run, parts.name));
  const ofJob = () => parts.announce('workflow_job', workflowJobBody(jobAction, run, job, parts.name));
  for (const announce of action === 'completed' ? [ofJob, ofRun] : [ofRun, ofJob]) announce();
}
