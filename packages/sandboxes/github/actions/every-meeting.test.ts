/**
 * Of two dispatches of one correlation id exactly one deploys, at every interleaving: all orders in which what GitHub
 * does, what runners do and what people do can come. The guard that ships judges, in each state that it can meet.
 */
import { emptyModel, isCompleted } from '@valine/github-model';
import { findTwin } from '@valine/workflows/find-twin';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createBacklog } from '../backlog.ts';
import { jobOf, lastAttempt, type Wish, type WorkflowRun } from '../state/actions-state.ts';
import type { GitHubState } from '../state/state.ts';
import { getWorkflow } from '../state/workflows.ts';
import { jobView, runView } from '../views/run-view.ts';
import { enterGroup, leaveGroup } from './work/concurrency.ts';
import { GUARD, hasTwin } from './work/decide-step.ts';
import { moveOn, runningStep } from './work/move-on.ts';
import { planRun } from './work/plan-run.ts';

const ID = 'c-1';

/** `toCome`: the dispatches. `left`: ended runs that have given on their place in the group. `cancelled`: by a person. */
type Moment = { state: GitHubState; toCome: { id: string; wish: Wish }[]; left: number[]; cancelled: boolean };
type Act = (moment: Moment) => void | Promise<void>;

let asked: GitHubState;

beforeAll(() => {
  vi.stubEnv('GITHUB_REPOSITORY', 'acme/web-shop');
  vi.stubEnv('GITHUB_API_URL', 'http://127.0.0.1');
  vi.stubGlobal('fetch', (url: string) => Response.json(answerTo(url)));
  return () => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  };
});

function answerTo(url: string) {
  const view = { state: asked, base: '' };
  const [, id] = /runs\/(\d+)\/jobs/.exec(url) ?? [];
  const jobs = asked.runs.filter((run) => String(run.id) === id).map((run) => jobView(view, run, lastAttempt(run)));
  return { jobs, workflow_runs: asked.runs.map((run) => runView(view, run)).toReversed() };
}

/** Everything that can come next. */
function actsOf(moment: Moment, workflow: string): Act[] {
  const { runs } = moment.state;
  const going = runs.filter((run) => !isCompleted(run));
  const moving = going.filter((run) => lastAttempt(run).cancelAsked || !isHeld(run));
  const waiting = going.filter((run) => lastAttempt(run).status === 'waiting');
  const ended = runs.filter((run) => isCompleted(run) && !moment.left.includes(run.id));
  return [
    ...moment.toCome.slice(0, 1).map(() => dispatchNext(workflow)),
    ...moving.map(
      ({ id }): Act =>
        ({ state }) =>
          move(state, runOf(state, id)),
    ),
    ...waiting.map(
      ({ id }): Act =>
        ({ state }) =>
          approve(runOf(state, id)),
    ),
    ...ended.map(
      ({ id }): Act =>
        (next) =>
          giveOn(next, runOf(next.state, id)),
    ),
    ...(moment.cancelled
      ? []
      : going.map(
          ({ id }): Act =>
            (next) =>
              cancel(next, runOf(next.state, id)),
        )),
  ];
}

const isHeld = (run: WorkflowRun) => ['pending', 'waiting'].includes(lastAttempt(run).status);

function runOf({ runs }: GitHubState, id: number): WorkflowRun {
  const run = runs.find((each) => each.id === id);
  if (run === undefined) throw new Error(`There is no run ${id}.`);
  return run;
}

function dispatchNext(workflow: string): Act {
  return ({ state, toCome }) => {
    const { id = '', wish = {} } = toCome.shift() ?? {};
    state.next = wish;
    const inputs = { correlation_id: id, requester: 'ada' };
    const run = planRun(state, getWorkflow(workflow), { event: 'workflow_dispatch', actor: 'bot', inputs }, 0);
    enterGroup(state, getWorkflow(workflow), run);
  };
}

/** The guard that ships judges; the sandbox's own has to say the same. */
async function move(state: GitHubState, run: WorkflowRun): Promise<void> {
  const attempt = lastAttempt(run);
  if (runningStep(attempt)?.name === GUARD && !attempt.cancelAsked) {
    asked = state;
    vi.stubEnv('GITHUB_RUN_ID', String(run.id));
    vi.stubEnv('GITHUB_WORKFLOW_REF', `acme/web-shop/.github/workflows/${run.workflow}@refs/heads/main`);
    const twin = await findTwin(run.inputs.correlation_id);
    expect(hasTwin(state.runs, run)).toBe(twin !== undefined);
    if (twin !== undefined) attempt.duplicate = true;
  }
  moveOn(getWorkflow(run.workflow), run, 0);
}

function approve(run: WorkflowRun): void {
  lastAttempt(run).status = 'queued';
}

function giveOn(moment: Moment, run: WorkflowRun): void {
  moment.left.push(run.id);
  leaveGroup(moment.state, run, 0);
}

function cancel(moment: Moment, run: WorkflowRun): void {
  moment.cancelled = true;
  lastAttempt(run).cancelAsked = true;
}

/** All ends that it can come to. */
async function endsOf(first: Moment, workflow: string): Promise<Moment[]> {
  const [seen, open, ends] = [new Set<string>(), [first], [] as Moment[]];
  for (let moment = open.pop(); moment !== undefined; moment = open.pop()) {
    const acts = actsOf(moment, workflow);
    if (acts.length === 0) ends.push(moment);
    for (const act of acts) {
      const next = structuredClone(moment);
      await act(next);
      const key = JSON.stringify(next);
      if (!seen.has(key)) open.push(next);
      seen.add(key);
    }
  }
  return ends;
}

/** How the deciding step of each run of the correlation id ended: `success`, `skipped`, `cancelled`. */
function endsOfWork({ runs }: GitHubState): string[] {
  return runs
    .filter(({ inputs }) => inputs.correlation_id === ID)
    .map((run) => String(jobOf(lastAttempt(run)).steps.find(({ name }) => name === WORK[run.workflow])?.conclusion));
}

const WORK: Readonly<Record<string, string>> = { 'client-deploy.yml': 'S3 sync', 'diagnose-dispatch.yml': 'Summary' };

type How = {
  workflow?: string;
  first?: Wish;
  second?: Wish;
  behindAnother?: true;
  onePending?: boolean;
  nobodyCancels?: boolean;
};

function begin({ first = {}, second = {}, behindAnother, onePending = false, nobodyCancels = false }: How): Moment {
  const state = { ...createBacklog('acme/web-shop', 0), ...emptyModel('acme/web-shop'), runs: [], onePending };
  const other = behindAnother ? [{ id: 'other', wish: {} }] : [];
  const twins = [first, second].map((wish) => ({ id: ID, wish }));
  return { state, toCome: [...other, ...twins], left: [], cancelled: nobodyCancels };
}

describe('of two dispatches of one correlation id exactly one deploys, at every interleaving', () => {
  it.each<[string, How]>([
    ['of the two alone', {}],
    ['of the two behind another run', { behindAnother: true }],
    ['where only one may wait behind another run', { behindAnother: true, onePending: true }],
    ['where the first waits for a person', { first: { approval: true }, behindAnother: true }],
    ['where both wait for a person', { first: { approval: true }, second: { approval: true }, onePending: true }],
    ['where the first fails', { first: { outcome: 'failure', step: 'CloudFront invalidation' } }],
    [
      'of two diagnoses, which may be done twice where a person cancels',
      { workflow: 'diagnose-dispatch.yml', nobodyCancels: true },
    ],
  ])('%s', async (_, how) => {
    const ends = await endsOf(begin(how), how.workflow ?? 'client-deploy.yml');
    const works = ends.map(({ state, cancelled }) => ({ cancelled, work: endsOfWork(state).toSorted().join(' and ') }));
    const unless = works.filter(({ cancelled }) => !cancelled || how.nobodyCancels);
    expect(new Set(unless.map(({ work }) => work))).toEqual(new Set(['skipped and success']));
    // Once a person cancels the one that works, it may be that none deploys; two never do.
    expect(works.map(({ work }) => work)).not.toContain('success and success');
  });
});
