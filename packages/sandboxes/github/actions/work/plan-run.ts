/** A run, or another attempt of it, as it stands when it was asked for. */
import type * as model from '@valine/github-model';
import { addRun } from '@valine/github-model';
import type { Attempt, WorkflowRun } from '../../state/actions-state.ts';
import { type GitHubState, takeId, wholeSeconds } from '../../state/state.ts';
import { stepDefinition, type WorkflowDefinition } from '../../state/workflows.ts';
import { NEVER } from './concurrency.ts';

/** Long enough to be seen at the prompt. */
const SECONDS = 2;
const QUEUED_SECONDS = 0.3;

export type RunRequest = { event: string; actor: string; inputs: Record<string, string> };

/** Takes the wish for the next run with it. */
export function planRun(
  state: GitHubState,
  definition: WorkflowDefinition,
  { event, actor, inputs }: RunRequest,
  at: number,
): WorkflowRun {
  const about = { id: takeId(state), checkSuiteId: takeId(state), event, inputs };
  const run = addRun(state, definition, { ...about, actor, at: wholeSeconds(at) });
  run.group = groupOf(definition, run);
  const attempts = run.attempts.map((attempt) => planAttempt(state, definition, attempt, at));
  return Object.assign(run, { attempts });
}

function groupOf({ file, group }: WorkflowDefinition, { id, inputs }: model.Run): string {
  const [name = ''] = file.split(/[-.]/).slice(0, 1);
  return group === 'workflow' ? file.replace('.yml', '') : `${name}-${inputs.correlation_id || id}`;
}

/** Gives an attempt its job, and what it is to do. */
export function planAttempt(
  state: GitHubState,
  { job: name, steps }: WorkflowDefinition,
  attempt: model.Attempt,
  at: number,
): Attempt {
  const wish = state.next;
  state.next = {};
  const waiting = { status: 'queued', conclusion: null };
  const ofJob = steps.map((step, index) => ({ name: step.name, number: index + 1, ...waiting }));
  attempt.jobs = [{ id: takeId(state), name, ...waiting, steps: ofJob }];
  const dueAt = at + (wish.queuedSeconds ?? QUEUED_SECONDS) * 1000;
  return Object.assign(attempt, wish.approval ? { wish, dueAt: NEVER, status: 'waiting' } : { wish, dueAt });
}

/** How long a step is to take. */
export function stepMs(definition: WorkflowDefinition, { wish }: Attempt, name: string): number {
  const whole = definition.steps.reduce((sum, step) => sum + step.weight, 0);
  const { weight } = stepDefinition(definition, name);
  return ((wish.seconds ?? SECONDS) * 1000 * weight) / whole;
}
