/** GitHub Actions at work: every run that is started lives its life in virtual time, and GitHub tells of it. */
import type { GitHubWriter } from '@valine/github';
import {
  completeRun,
  type Job,
  lastAttempt,
  type Attempt as ModelAttempt,
  type Run,
  startRun,
} from '@valine/github-model';
import { type FakeRepository, infoOf, jobsOf } from '@valine/testing';
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
type Attempt = { run: Run; attempt: ModelAttempt; plan: RunPlan; startedAt: number | undefined };
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
      for (const run of repository.model.runs)
        if (book.attempts.get(run.id)?.attempt !== lastAttempt(run)) begin(parts, book, run);
    },
    async cancel(id) {
      const attempt = book.attempts.get(id);
      // GitHub refuses in its own words.
      if (attempt === undefined || attempt.attempt.status === 'completed')
        return repository.writer.cancelWorkflowRun(id);
      cancels.push({ id, attempt: attempt.attempt.number });
      if (Number.isFinite(attempt.plan.stopMs))
        engine.timeline.after(attempt.plan.stopMs, () => end(parts, book, attempt, 'cancelled'));
    },
  };
}

function begin(parts: Parts, book: Book, run: Run): void {
  const { engine, outside } = parts;
  const now = lastAttempt(run);
  const random = createRandom(engine.seed, `run ${run.id}/${now.number}`);
  const plan = planRun(random, run.workflow, now.number, outside);
  const attempt: Attempt = { run, plan, attempt: now, startedAt: undefined };
  book.attempts.set(run.id, attempt);
  book.plans.set(`${run.id}/${now.number}`, plan);
  // One that somebody puts there completed has its life behind it.
  if (now.status === 'completed') {
    attempt.startedAt = now.startedAt;
    now.jobs = [jobNow(parts, attempt, now.conclusion)];
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
  const { engine } = parts;
  attempt.startedAt = engine.timeline.now();
  startRun(attempt.run, attempt.startedAt).jobs = [jobNow(parts, attempt)];
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
  attempt.attempt.jobs = [jobNow(parts, attempt)];
  note(parts, book, attempt);
}

function end(parts: Parts, book: Book, attempt: Attempt, conclusion: string): void {
  if (isOver(attempt)) return;
  const { engine, repository } = parts;
  const job = jobNow(parts, attempt, conclusion);
  completeRun(attempt.run, conclusion, engine.timeline.now()).jobs = [job];
  if (conclusion !== 'success') explain(engine, repository, attempt, job.id);
  const ranToItsEnd = conclusion === 'success' || conclusion === 'failure';
  if (ranToItsEnd && !book.guarded.has(attempt.run.id)) upload(parts, attempt);
  tell(parts, book, attempt, 'completed', 'completed');
}

/** Why it failed: by annotations, or at the end of its log. */
function explain({ seed }: Engine, { model }: FakeRepository, { run }: Attempt, jobId: number): void {
  const message = 'Process completed with exit code 1.';
  model.logs[jobId] = `npm run build\nError: it did not build\n${message}`;
  if ((seed + run.id) % 2 === 0) model.annotations[jobId] = [{ level: 'failure', path: '.github', line: 1, message }];
}

function upload({ engine, repository }: Parts, { run, plan }: Attempt): void {
  const correlationId = run.inputs['correlation_id'];
  if (run.workflow !== 'diagnose-dispatch.yml' || correlationId === undefined) return;
  const zip = summaryZip(plan.summary, correlationId);
  if (zip === undefined) return;
  engine.timeline.after(plan.uploadLateMs, () => repository.workflowRun(run.id).upload('diagnose-summary', zip));
}

/** Stopped, ended, or run again since. */
function isOver({ run, attempt }: Attempt): boolean {
  return lastAttempt(run) !== attempt || attempt.status === 'completed';
}

function isGuarded({ repository }: Parts, { id, inputs }: Run): boolean {
  const correlationId = inputs['correlation_id'];
  if (correlationId === undefined) return false;
  return repository.model.runs.some((older) => older.id < id && older.inputs['correlation_id'] === correlationId);
}

/** What has ended stands as it ended. */
function jobNow({ engine }: Parts, { run, attempt, plan, startedAt }: Attempt, conclusion: string | null = null): Job {
  const now = attempt.status === 'completed' ? attempt.updatedAt : engine.timeline.now();
  return jobOf(run, attempt.number, plan, { startedAt, now, conclusion });
}

function note(parts: Parts, { history }: Pick<Book, 'history'>, attempt: Attempt): void {
  const { model } = parts.repository;
  const { run } = attempt;
  const { number, status, conclusion } = attempt.attempt;
  const jobs = jobsOf(model, run, { ...attempt.attempt, jobs: [jobNow(parts, attempt, conclusion)] });
  history.add({ at: parts.engine.timeline.now(), info: infoOf(model, run), jobs });
  parts.engine.trace.note('workflow run', () => `${run.id}/${number} ${status} ${conclusion ?? ''}`);
}

function tell(parts: Parts, book: Book, attempt: Attempt, action: string, jobAction: string): void {
  note(parts, book, attempt);
  const info = infoOf(parts.repository.model, attempt.run);
  const job = jobNow(parts, attempt, info.conclusion);
  const ofRun = () => parts.announce('workflow_run', workflowRunBody(action, info, parts.name));
  const ofJob = () => parts.announce('workflow_job', workflowJobBody(jobAction, info, job, parts.name));
  for (const announce of action === 'completed' ? [ofJob, ofRun] : [ofRun, ofJob]) announce();
}
