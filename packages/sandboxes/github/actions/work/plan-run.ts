/** A run, or another attempt of it, as it stands when it was asked for. */
import { randomBytes } from 'node:crypto';
import { type GitHubState, takeId, timestamp } from '../../state.ts';
import type { Attempt, Commit, WorkflowRun } from '../actions-state.ts';
import { stepDefinition, type WorkflowDefinition } from '../workflows.ts';

/** Long enough to be seen at the prompt. */
const SECONDS = 2;
const QUEUED_SECONDS = 0.3;

export type RunRequest = { event: string; actor: string; inputs: Record<string, string> };

/** Takes the wish for the next run with it. */
export function planRun(
  state: GitHubState,
  definition: WorkflowDefinition,
  request: RunRequest,
  now: number,
): WorkflowRun {
  const { runs } = state.actions;
  return {
    id: takeId(state),
    number: 1 + Math.max(0, ...runs.filter(({ workflow }) => workflow === definition.file).map((run) => run.number)),
    checkSuiteId: takeId(state),
    workflow: definition.file,
    event: request.event,
    title: runTitle(definition, request),
    branch: 'main',
    commit: runs.at(-1)?.commit ?? firstCommit(request.actor, now),
    inputs: request.inputs,
    createdAt: timestamp(now),
    attempts: [planAttempt(state, definition, { number: 1, actor: request.actor }, now)],
  };
}

export function planAttempt(
  state: GitHubState,
  definition: WorkflowDefinition,
  { number, actor }: { number: number; actor: string },
  now: number,
): Attempt {
  const wish = state.actions.next;
  state.actions.next = {};
  return {
    number,
    jobId: takeId(state),
    actor,
    status: 'queued',
    conclusion: null,
    startedAt: timestamp(now),
    jobStartedAt: null,
    updatedAt: timestamp(now),
    steps: definition.steps.map(({ name }, index) => ({
      name,
      number: index + 1,
      status: 'queued',
      conclusion: null,
      startedAt: null,
      completedAt: null,
    })),
    wish,
    dueAt: now + (wish.queuedSeconds ?? QUEUED_SECONDS) * 1000,
  };
}

/** How long a step is to take. */
export function stepMs(definition: WorkflowDefinition, { wish }: Attempt, name: string): number {
  const whole = definition.steps.reduce((sum, step) => sum + step.weight, 0);
  const { weight } = stepDefinition(definition, name);
  return ((wish.seconds ?? SECONDS) * 1000 * weight) / whole;
}

/** As the workflows' `run-name` says; without one, a dispatched run goes by its workflow's name. */
function runTitle({ name }: WorkflowDefinition, { actor, inputs }: RunRequest): string {
  const { correlation_id: id, requester } = inputs;
  return id ? `${name} — ${id} by ${requester || actor}` : name;
}

export function firstCommit(author: string, now: number): Commit {
  const message = 'Show the delivery estimate in the basket (#11)';
  return { sha: randomBytes(20).toString('hex'), message, author, at: timestamp(now) };
}
