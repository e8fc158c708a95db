/** What the workflows did before the first start: successes and failures of the last days, with believable durations. */
import { push, type Step } from '@valine/github-model';
import { type Attempt, jobOf, lastAttempt, type WorkflowRun } from '../state/actions-state.ts';
import { type GitHubState, wholeSeconds } from '../state/state.ts';
import { getWorkflow, type WorkflowDefinition } from '../state/workflows.ts';
import { leaveBehind } from './work/create-mover.ts';
import { addSummary, diagnoseSummary } from './work/diagnose-summary.ts';
import { planRun, stepMs } from './work/plan-run.ts';

type Seed = {
  workflow: string;
  minutesAgo: number;
  seconds: number;
  actor: string;
  failsAt?: string;
  id?: string;
  commit?: string;
};

/** The oldest first. */
const SEEDS: readonly Seed[] = [
  {
    workflow: 'client-deploy.yml',
    minutesAgo: 3010,
    seconds: 79,
    actor: 'mara-k',
    commit: 'Keep the basket across visits (#8)',
  },
  {
    workflow: 'client-deploy.yml',
    minutesAgo: 1585,
    seconds: 88,
    actor: 'jonas-w',
    commit: 'Say why a card was declined (#9)',
  },
  {
    workflow: 'diagnose-dispatch.yml',
    minutesAgo: 1500,
    seconds: 27,
    actor: 'lin-t',
    id: '0c7e6c0a-5f0e-5d0e-9b5e-6f1f6f0a7d11',
  },
  {
    workflow: 'client-deploy.yml',
    minutesAgo: 185,
    seconds: 95,
    actor: 'mara-k',
    failsAt: 'S3 sync',
    commit: 'Show the delivery estimate in the basket (#11)',
  },
  {
    workflow: 'client-deploy.yml',
    minutesAgo: 122,
    seconds: 82,
    actor: 'mara-k',
    commit: 'Give the sync the right to write (#12)',
  },
  {
    workflow: 'diagnose-dispatch.yml',
    minutesAgo: 64,
    seconds: 25,
    actor: 'jonas-w',
    id: '5a1f3a52-0a66-5c55-8a35-0d4b2f8f9b42',
  },
];

const MINUTE_MS = 60_000;

/** Puts them into the state. `now` in epoch milliseconds. */
export function seedActions(state: GitHubState, now: number): void {
  for (const seed of SEEDS) {
    const run = runFrom(state, seed, now);
    if (seed.id !== undefined) addSeedSummary(state, run);
    leaveBehind(state, run, lastAttempt(run));
  }
}

function runFrom(state: GitHubState, seed: Seed, now: number): WorkflowRun {
  const definition = getWorkflow(seed.workflow);
  const at = wholeSeconds(now - seed.minutesAgo * MINUTE_MS);
  const dispatched = seed.id !== undefined;
  const inputs = dispatched ? { correlation_id: seed.id ?? '', requester: seed.actor } : {};
  const event = dispatched ? 'workflow_dispatch' : 'push';
  if (seed.commit !== undefined) push(state, { message: seed.commit, author: seed.actor, at });
  const run = planRun(state, definition, { event, actor: seed.actor, inputs }, at);
  run.title = seed.commit ?? run.title;
  // As if there had been as many before.
  if (run.number === 1) run.number = 41;
  const attempt = lastAttempt(run);
  const failsAt = seed.failsAt && definition.failsAt;
  const ended = { status: 'completed', conclusion: failsAt === undefined ? 'success' : 'failure' };
  const updatedAt = at + seed.seconds * 1000;
  Object.assign(attempt, ended, { updatedAt, wish: { seconds: seed.seconds }, dueAt: 0 });
  const steps = stepsFrom(definition, attempt, failsAt, at);
  Object.assign(jobOf(attempt), ended, { startedAt: at, completedAt: updatedAt, steps });
  return run;
}

function stepsFrom(
  definition: WorkflowDefinition,
  attempt: Attempt,
  failsAt: string | undefined,
  start: number,
): Step[] {
  let at = start;
  let failed = false;
  return definition.steps.map(({ name, always, runner }, index) => {
    const skipped = failed && !always && !runner;
    const startedAt = at;
    if (!skipped) at += stepMs(definition, attempt, name);
    failed ||= name === failsAt;
    const conclusion = skipped ? 'skipped' : name === failsAt ? 'failure' : 'success';
    return { name, number: index + 1, status: 'completed', conclusion, startedAt, completedAt: at };
  });
}

function addSeedSummary(state: GitHubState, run: WorkflowRun): void {
  const attempt = lastAttempt(run);
  attempt.checks = {
    oidc: { ok: true, details: 'runs as the role web-shop-diagnose', ms: 655 },
    s3_read: { ok: true, details: 'index.html is there (1432 bytes)', ms: 402 },
    cloudfront: { ok: true, details: 'Deployed and enabled', ms: 391 },
    api_health: { ok: true, details: 'HTTP 200', status: 200, ms: 118 },
    api_hello: { ok: true, details: 'HTTP 200', status: 200, ms: 96 },
    frontend: { ok: true, details: 'HTTP 200', status: 200, ms: 74 },
  };
  const urls = { frontendUrl: 'https://shop.acme.example', apiBase: 'https://api.acme.example' };
  const content = diagnoseSummary(run, attempt, urls, attempt.updatedAt);
  addSummary(state, run, content, undefined, attempt.updatedAt);
}
