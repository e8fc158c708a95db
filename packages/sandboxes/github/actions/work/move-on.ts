/** One move of a run: a runner takes it, a step ends and the next begins, or the whole ends. */
import { completeRun, type Step, startRun } from '@valine/github-model';
import { type Attempt, jobOf, lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import { stepDefinition, type WorkflowDefinition } from '../../state/workflows.ts';
import { isSkipped, stepConclusion } from './decide-step.ts';
import { stepMs } from './plan-run.ts';

export function runningStep(attempt: Attempt): Step | undefined {
  return jobOf(attempt).steps.find(({ status }) => status === 'in_progress');
}

/** Changes the run. What the step does besides taking time has been done before. */
export function moveOn(definition: WorkflowDefinition, run: WorkflowRun, now: number): void {
  const attempt = lastAttempt(run);
  attempt.updatedAt = now;
  if (attempt.status === 'queued') begin(run, now);
  else endStep(definition, attempt, now);
  if (isCancelled(attempt)) cancel(run, now);
  else beginNext(definition, run, now);
}

function begin(run: WorkflowRun, now: number): void {
  if (lastAttempt(run).cancelAsked) return;
  startRun(run, now);
  Object.assign(jobOf(lastAttempt(run)), { status: 'in_progress', startedAt: now });
}

function endStep(definition: WorkflowDefinition, attempt: Attempt, now: number): void {
  const step = runningStep(attempt);
  if (step === undefined) return;
  const decided = stepConclusion(definition, attempt, stepDefinition(definition, step.name));
  end(step, attempt.cancelAsked ? 'cancelled' : decided, now);
}

function isCancelled(attempt: Attempt): boolean {
  return attempt.cancelAsked === true || jobOf(attempt).steps.some(({ conclusion }) => conclusion === 'cancelled');
}

function beginNext(definition: WorkflowDefinition, run: WorkflowRun, now: number): void {
  const attempt = lastAttempt(run);
  const { steps } = jobOf(attempt);
  for (const step of steps.filter(({ status }) => status === 'queued')) {
    if (isSkipped(attempt, stepDefinition(definition, step.name))) {
      end(step, 'skipped', now);
      continue;
    }
    Object.assign(step, { status: 'in_progress', startedAt: now });
    attempt.dueAt = now + stepMs(definition, attempt, step.name);
    return;
  }
  complete(run, steps.some(({ conclusion }) => conclusion === 'failure') ? 'failure' : 'success', now);
}

function cancel(run: WorkflowRun, now: number): void {
  for (const step of jobOf(lastAttempt(run)).steps) if (step.status === 'queued') end(step, 'skipped', now);
  complete(run, 'cancelled', now);
}

function complete(run: WorkflowRun, conclusion: string, now: number): void {
  completeRun(run, conclusion, now);
  Object.assign(jobOf(lastAttempt(run)), { status: 'completed', conclusion, completedAt: now });
}

function end(step: Step, conclusion: string, now: number): void {
  Object.assign(step, { status: 'completed', conclusion, startedAt: step.startedAt ?? now, completedAt: now });
}
