/** One move of a run: a runner takes it, a step ends and the next begins, or the whole ends. */
import { timestamp } from '../../state.ts';
import type { Attempt, Conclusion, Step } from '../actions-state.ts';
import { stepDefinition, type WorkflowDefinition } from '../workflows.ts';
import { isSkipped, stepConclusion } from './decide-step.ts';
import { stepMs } from './plan-run.ts';

export function runningStep({ steps }: Attempt): Step | undefined {
  return steps.find(({ status }) => status === 'in_progress');
}

/** Changes the attempt. What the step does besides taking time has been done before. */
export function moveOn(definition: WorkflowDefinition, attempt: Attempt, now: number): void {
  attempt.updatedAt = timestamp(now);
  if (attempt.status === 'queued') begin(attempt);
  else endStep(definition, attempt);
  if (isCancelled(attempt)) cancel(attempt);
  else beginNext(definition, attempt, now);
}

function begin(attempt: Attempt): void {
  if (attempt.cancelAsked) return;
  attempt.status = 'in_progress';
  attempt.jobStartedAt = attempt.updatedAt;
}

function endStep(definition: WorkflowDefinition, attempt: Attempt): void {
  const step = runningStep(attempt);
  if (step === undefined) return;
  const decided = stepConclusion(definition, attempt, stepDefinition(definition, step.name));
  end(step, attempt.cancelAsked ? 'cancelled' : decided, attempt.updatedAt);
}

function isCancelled({ cancelAsked, steps }: Attempt): boolean {
  return cancelAsked === true || steps.some(({ conclusion }) => conclusion === 'cancelled');
}

function beginNext(definition: WorkflowDefinition, attempt: Attempt, now: number): void {
  for (const step of attempt.steps.filter(({ status }) => status === 'queued')) {
    if (isSkipped(attempt, stepDefinition(definition, step.name))) {
      end(step, 'skipped', attempt.updatedAt);
      continue;
    }
    step.status = 'in_progress';
    step.startedAt = attempt.updatedAt;
    attempt.dueAt = now + stepMs(definition, attempt, step.name);
    return;
  }
  const failed = attempt.steps.some(({ conclusion }) => conclusion === 'failure');
  complete(attempt, failed ? 'failure' : 'success');
}

function cancel(attempt: Attempt): void {
  for (const step of attempt.steps) if (step.status === 'queued') end(step, 'skipped', attempt.updatedAt);
  complete(attempt, 'cancelled');
}

function complete(attempt: Attempt, conclusion: Conclusion): void {
  attempt.status = 'completed';
  attempt.conclusion = conclusion;
}

function end(step: Step, conclusion: Conclusion, at: string): void {
  Object.assign(step, { status: 'completed', conclusion, startedAt: step.startedAt ?? at, completedAt: at });
}
