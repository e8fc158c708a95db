/** How a step ends, from what was wished for and what was found. */
import type { Step } from '@valine/github-model';
import { type Attempt, jobOf, lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import type { StepDefinition, WorkflowDefinition } from '../../state/workflows.ts';

export const GUARD = 'Guard against double runs';

/** As the guard of the shipped workflows judges them. */
const UNDONE: readonly unknown[] = ['cancelled', 'skipped', 'startup_failure', 'action_required', 'stale'];
const UNBEGUN: readonly unknown[] = ['queued', 'pending', 'requested'];

/** Whether another run of the same correlation id has done the work, or is at it. */
export function hasTwin(runs: readonly WorkflowRun[], run: WorkflowRun): boolean {
  const id = run.inputs.correlation_id;
  const twins = runs.filter(
    (each) => each !== run && each.workflow === run.workflow && each.inputs.correlation_id === id,
  );
  return Boolean(id) && twins.some((twin) => hasWorked(twin, twin.id < run.id));
}

function hasWorked(twin: WorkflowRun, isOlder: boolean): boolean {
  const { status, conclusion, duplicate, jobs } = lastAttempt(twin);
  if (conclusion === 'cancelled') return jobs.some(({ steps }) => steps.some(hasDeployed));
  if (status === 'completed') return !UNDONE.includes(conclusion) && (isOlder || duplicate !== true);
  return isOlder && !UNBEGUN.includes(status);
}

function hasDeployed({ name, conclusion }: Step): boolean {
  return name === 'S3 sync' && conclusion === 'success';
}

const CREDENTIALS = 'AWS credentials (OIDC)';

/** What lost credentials take with them. */
const NEED_CREDENTIALS: readonly unknown[] = ['oidc', 's3_read', 'cloudfront'];

export function stepConclusion(
  definition: WorkflowDefinition,
  attempt: Attempt,
  step: StepDefinition,
): 'success' | 'failure' | 'cancelled' {
  const { wish, checks = {} } = attempt;
  if (wish.outcome === 'cancelled' && isNamed(definition, attempt, step)) return 'cancelled';
  const isWrong = step.check !== undefined && checks[step.check]?.ok === false;
  return isWrong || isToFail(definition, attempt, step) ? 'failure' : 'success';
}

export function isToFail(definition: WorkflowDefinition, attempt: Attempt, step: StepDefinition): boolean {
  const { wish } = attempt;
  const { steps } = jobOf(attempt);
  if (step.check !== undefined && wish.failingChecks?.includes(step.check)) return true;
  const lost = steps.some(({ name, conclusion }) => name === CREDENTIALS && conclusion === 'failure');
  if (lost && NEED_CREDENTIALS.includes(step.check)) return true;
  return wish.outcome === 'failure' && isNamed(definition, attempt, step);
}

/** The step that was named, else the one where this workflow usually fails. */
function isNamed({ steps, failsAt }: WorkflowDefinition, { wish }: Attempt, step: StepDefinition): boolean {
  const named = steps.find(({ name }) => name === wish.step)?.name;
  return step.name === (named ?? (wish.failingChecks === undefined ? failsAt : undefined));
}

/** After a failed step only some run; after the guard has found an older run, none but the runner's own. */
export function isSkipped(attempt: Attempt, { always, runner }: StepDefinition): boolean {
  const { steps } = jobOf(attempt);
  if (runner) return false;
  const stopped = attempt.duplicate && steps.some(({ name, status }) => name === GUARD && status === 'completed');
  return stopped === true || (!always && steps.some(({ conclusion }) => conclusion === 'failure'));
}
