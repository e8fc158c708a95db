/** What the workflows did before the first start: successes and failures of the last days, with believable durations. */
import { type GitHubState, takeId, timestamp } from '../state.ts';
import type { ActionsState, Attempt, Step, WorkflowRun } from './actions-state.ts';
import { artifactZip } from './work/artifact-zip.ts';
import { diagnoseSummary } from './work/diagnose-summary.ts';
import { firstCommit, stepMs } from './work/plan-run.ts';
import { getWorkflow, type WorkflowDefinition } from './workflows.ts';

type Seed = { workflow: string; minutesAgo: number; seconds: number; actor: string; failsAt?: string; id?: string };

/** The oldest first. */
const SEEDS: readonly Seed[] = [
  { workflow: 'client-deploy.yml', minutesAgo: 3010, seconds: 79, actor: 'mara-k' },
  { workflow: 'client-deploy.yml', minutesAgo: 1585, seconds: 88, actor: 'jonas-w' },
  {
    workflow: 'diagnose-dispatch.yml',
    minutesAgo: 1500,
    seconds: 27,
    actor: 'lin-t',
    id: '0c7e6c0a-5f0e-5d0e-9b5e-6f1f6f0a7d11',
  },
  { workflow: 'client-deploy.yml', minutesAgo: 185, seconds: 95, actor: 'mara-k', failsAt: 'S3 sync' },
  { workflow: 'client-deploy.yml', minutesAgo: 122, seconds: 82, actor: 'mara-k' },
  {
    workflow: 'diagnose-dispatch.yml',
    minutesAgo: 64,
    seconds: 25,
    actor: 'jonas-w',
    id: '5a1f3a52-0a66-5c55-8a35-0d4b2f8f9b42',
  },
];

const MINUTE_MS = 60_000;

/** `now` in epoch milliseconds. */
export function seedActions(state: GitHubState, now: number): ActionsState {
  const actions: ActionsState = { runs: [], artifacts: [], next: {} };
  for (const seed of SEEDS) {
    const run = runFrom(state, actions, seed, now);
    actions.runs.push(run);
    if (seed.id !== undefined) addSummary(state, actions, run);
  }
  return actions;
}

function runFrom(state: GitHubState, { runs }: ActionsState, seed: Seed, now: number): WorkflowRun {
  const definition = getWorkflow(seed.workflow);
  const startedAt = now - seed.minutesAgo * MINUTE_MS;
  const commit = firstCommit(seed.actor, startedAt - MINUTE_MS);
  const asked = seed.id !== undefined;
  return {
    id: takeId(state),
    number: 41 + runs.filter(({ workflow }) => workflow === seed.workflow).length,
    checkSuiteId: takeId(state),
    workflow: seed.workflow,
    event: asked ? 'workflow_dispatch' : 'push',
    title: asked ? `${definition.name} — ${seed.id} by ${seed.actor}` : commit.message,
    branch: 'main',
    commit,
    inputs: asked ? { correlation_id: seed.id ?? '', requester: seed.actor } : {},
    createdAt: timestamp(startedAt),
    attempts: [attemptFrom(state, definition, seed, startedAt)],
  };
}

function attemptFrom(state: GitHubState, definition: WorkflowDefinition, seed: Seed, startedAt: number): Attempt {
  const attempt: Attempt = {
    number: 1,
    jobId: takeId(state),
    actor: seed.actor,
    status: 'completed',
    conclusion: seed.failsAt === undefined ? 'success' : 'failure',
    startedAt: timestamp(startedAt),
    jobStartedAt: timestamp(startedAt),
    updatedAt: timestamp(startedAt + seed.seconds * 1000),
    steps: [],
    wish: { seconds: seed.seconds },
    dueAt: 0,
  };
  attempt.steps = stepsFrom(definition, attempt, seed.failsAt, startedAt);
  return attempt;
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
    const startedAt = timestamp(at);
    if (!skipped) at += stepMs(definition, attempt, name);
    failed ||= name === failsAt;
    const conclusion = skipped ? 'skipped' : name === failsAt ? 'failure' : 'success';
    return { name, number: index + 1, status: 'completed', conclusion, startedAt, completedAt: timestamp(at) };
  });
}

function addSummary(state: GitHubState, actions: ActionsState, run: WorkflowRun): void {
  const [attempt] = run.attempts;
  if (attempt === undefined) return;
  attempt.checks = {
    oidc: { ok: true, details: 'runs as the role web-shop-diagnose', ms: 655 },
    s3_read: { ok: true, details: 'index.html is there (1432 bytes)', ms: 402 },
    cloudfront: { ok: true, details: 'Deployed and enabled', ms: 391 },
    api_health: { ok: true, details: 'HTTP 200', status: 200, ms: 118 },
    api_hello: { ok: true, details: 'HTTP 200', status: 200, ms: 96 },
    frontend: { ok: true, details: 'HTTP 200', status: 200, ms: 74 },
  };
  const urls = { frontendUrl: 'https://shop.acme.example', apiBase: 'https://api.acme.example' };
  const content = diagnoseSummary(run, attempt, urls, Date.parse(attempt.updatedAt));
  const file = { kind: 'whole', fileName: 'diagnose-summary.json', content } as const;
  actions.artifacts.push({
    ...file,
    id: takeId(state),
    runId: run.id,
    name: 'diagnose-summary',
    createdAt: attempt.updatedAt,
    sizeBytes: artifactZip(file).length,
  });
}
