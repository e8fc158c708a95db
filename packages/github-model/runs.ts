/** Workflow runs: what starts them, and the moves that GitHub lets them make. `at` is now, in epoch milliseconds. */
import type { Artifact, Attempt, GitHubModel, Job, Run } from './model.ts';
import { notFound, Refusal } from './refusal.ts';

/** What a workflow file says. `listensTo`: types of `repository_dispatch`. Without `inputs` it takes any. */
export type Workflow = {
  id?: number;
  file: string;
  name: string;
  listensTo: readonly string[];
  inputs?: readonly { name: string; required?: true }[];
};
export type Inputs = Readonly<Record<string, string>>;

const MAX_INPUTS = 25;
const MAX_PAYLOAD_KEYS = 10;

/** By file name or id. @throws Refusal 404 */
export function getWorkflow<W extends Workflow>(workflows: Iterable<W>, fileOrId: string): W {
  for (const workflow of workflows) if (workflow.file === fileOrId || String(workflow.id) === fileOrId) return workflow;
  throw notFound();
}

/** @throws Refusal 422 for a ref or inputs that the workflow does not take */
export function assertDispatchable({ inputs: known }: Workflow, inputs: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(inputs);
  if (given.length > MAX_INPUTS) throw new Refusal(422, `you may only define up to ${MAX_INPUTS} inputs`);
  if (known === undefined) return;
  const unexpected = given.filter((name) => !known.some((input) => input.name === name));
  if (unexpected.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const missing = known.find(({ name, required }) => required && !given.includes(name));
  if (missing !== undefined) throw new Refusal(422, `Required input '${missing.name}' not provided`);
}

/** Those that a `repository_dispatch` starts. @throws Refusal 422 for too large a payload */
export function listenersOf<W extends Workflow>(
  workflows: Iterable<W>,
  type: string,
  payload: Readonly<Record<string, unknown>>,
): W[] {
  const keys = Object.keys(payload).length;
  if (keys > MAX_PAYLOAD_KEYS)
    throw new Refusal(422, `No more than ${MAX_PAYLOAD_KEYS} properties are allowed; ${keys} were supplied.`);
  return [...workflows].filter(({ listensTo }) => listensTo.includes(type));
}

type NewRun = Pick<Run, 'id' | 'checkSuiteId' | 'event' | 'inputs'> &
  Partial<Pick<Run, 'title' | 'branch' | 'sha'>> & { actor: string; at: number };

/** A run, queued. */
export function addRun({ runs, branches }: GitHubModel, workflow: Pick<Workflow, 'file' | 'name'>, given: NewRun): Run {
  const { actor, at, ...about } = given;
  const { file, name } = workflow;
  const before = runs.findLast((run) => run.workflow === file);
  const run: Run = {
    ...{ number: 1 + (before?.number ?? 0), workflow: file, name, title: titleOf(name, given) },
    ...{ branch: 'main', sha: '', createdAt: at, attempts: [newAttempt(1, actor, at)], ...about },
  };
  run.sha ||= branches[run.branch] ?? runs.at(-1)?.sha ?? '';
  runs.push(run);
  return run;
}

function newAttempt(number: number, actor: string, at: number): Attempt {
  return { number, actor, status: 'queued', conclusion: null, startedAt: at, updatedAt: at, jobs: [] };
}

/** As the `run-name` of our workflows says; without one, a run goes by its workflow's name. */
function titleOf(name: string, { inputs, actor }: Pick<NewRun, 'inputs' | 'actor'>): string {
  const { correlation_id: id, requester } = inputs;
  return id ? `${name} — ${id} by ${requester || actor}` : name;
}

export function lastAttempt({ id, attempts }: Pick<Run, 'id' | 'attempts'>): Attempt {
  const last = attempts.at(-1);
  if (last === undefined) throw new Error(`Workflow run ${id} has no attempt.`);
  return last;
}

export function isCompleted(run: Run): boolean {
  return lastAttempt(run).status === 'completed';
}

/** @throws Refusal 404 */
export function getRun<R extends Run>({ runs }: { runs: readonly R[] }, id: number): R {
  const run = runs.find((each) => each.id === id);
  if (run === undefined) throw notFound();
  return run;
}

/** @throws Refusal 404 */
export function getAttempt<A extends Attempt>({ attempts }: { attempts: readonly A[] }, number: number): A {
  const attempt = attempts.find((each) => each.number === number);
  if (attempt === undefined) throw notFound();
  return attempt;
}

/** @throws Refusal 404 */
export function getJob<R extends Run>(
  { runs }: { runs: readonly R[] },
  id: number,
): { run: R; attempt: R['attempts'][number]; job: Job } {
  for (const run of runs)
    for (const attempt of run.attempts) for (const job of attempt.jobs) if (job.id === id) return { run, attempt, job };
  throw notFound();
}

/** The newest first. GitHub compares whole seconds. */
export function runsOf<R extends Run>(
  { runs }: { runs: readonly R[] },
  workflow: string,
  { event, since = 0 }: { event?: string | undefined; since?: number | undefined },
): R[] {
  const from = Math.floor(since / 1000) * 1000;
  const fits = (run: R) => run.createdAt >= from && (event === undefined || run.event === event);
  return runs.filter((run) => run.workflow === workflow && fits(run)).toReversed();
}

/** The run that holds the concurrency group of this one. */
export function groupHolderOf<R extends Run>({ runs }: { runs: readonly R[] }, { id, group }: Run): R | undefined {
  return runs.find((run) => run.id !== id && group !== undefined && run.group === group && isHolding(run));
}

/** It waits neither for its group nor has it ended. */
export function isHolding(run: Run): boolean {
  return !['pending', 'completed'].includes(lastAttempt(run).status);
}

/** A runner takes it: `queued` → `in_progress`. */
export function startRun(run: Run, at: number): Attempt {
  return move(run, ['queued'], { status: 'in_progress', conclusion: null, updatedAt: at });
}

/** Whatever has not ended → `completed`. */
export function completeRun(run: Run, conclusion: string, at: number): Attempt {
  return move(run, ['pending', 'waiting', 'queued', 'in_progress'], { status: 'completed', conclusion, updatedAt: at });
}

/** @throws Error for a move that no run makes */
function move(
  run: Run,
  from: readonly string[],
  change: Pick<Attempt, 'status' | 'conclusion' | 'updatedAt'>,
): Attempt {
  const attempt = lastAttempt(run);
  if (!from.includes(attempt.status))
    throw new Error(`a run that is ${attempt.status} does not become ${change.status}`);
  return Object.assign(attempt, change);
}

/** @throws Refusal 409 */
export function assertCancellable(run: Run): void {
  if (isCompleted(run)) throw new Refusal(409, 'Cannot cancel a workflow run that is completed.');
}

/** Its next attempt, queued. @throws Refusal 403 while it runs */
export function rerun(run: Run, actor: string, at: number): Attempt {
  if (!isCompleted(run)) throw new Refusal(403, 'This workflow is already running');
  const attempt = newAttempt(lastAttempt(run).number + 1, actor, at);
  run.attempts.push(attempt);
  return attempt;
}

/** @throws Refusal 403 while it runs, and where nothing failed */
export function rerunFailedJobs(run: Run, actor: string, at: number): Attempt {
  if (lastAttempt(run).conclusion === 'success') throw new Refusal(403, 'This workflow run cannot be retried');
  return rerun(run, actor, at);
}

/** `bytes`: of the ZIP; null where nothing is there to download. Artifacts of one name are kept beside each other. */
export function addArtifact(
  { artifacts }: GitHubModel,
  run: Run,
  {
    bytes,
    at,
    ...given
  }: Pick<Artifact, 'id' | 'name' | 'expired' | 'sizeBytes'> & { bytes: Uint8Array | null; at: number },
): Artifact {
  const zip = bytes === null ? null : Buffer.from(bytes).toString('base64');
  const artifact: Artifact = { ...given, runId: run.id, createdAt: at, zip };
  artifacts.push(artifact);
  return artifact;
}

/** Without a name all of them; the newest first. */
export function artifactsOf({ artifacts }: GitHubModel, runId: number, name?: string): Artifact[] {
  return artifacts.filter((each) => each.runId === runId && (!name || each.name === name)).toReversed();
}

/** @throws Refusal 404 where there is none, 410 where it has expired */
export function zipOf({ artifacts }: GitHubModel, id: number): Uint8Array {
  const artifact = artifacts.find((each) => each.id === id);
  if (artifact?.expired) throw new Refusal(410, 'Artifact has expired');
  if (artifact === undefined || artifact.zip === null) throw notFound();
  return Buffer.from(artifact.zip, 'base64');
}
