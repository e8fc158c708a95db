/** How a step ends, from what was wished for and what was found. */
import { type Attempt, jobOf } from '../../state/actions-state.ts';
import type { StepDefinition, WorkflowDefinition } from '../../state/workflows.ts';

const GUARD = 'Guard against double runs';
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
