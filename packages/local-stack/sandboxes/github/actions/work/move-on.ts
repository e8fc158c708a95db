/** One move of a run: a runner takes it, a step ends and the next begins, or the whole ends. */
import { timestamp } from '../../state.ts';
import type { Attempt, Conclusion, Step } from '../actions-state.ts';
import type { StepDefinition, WorkflowDefinition } from '../workflows.ts';
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
  end(step, attempt.cancelAsked ? 'cancelled' : conclusionOf(definition, attempt, step), attempt.updatedAt);
}

function isCancelled({ cancelAsked, steps }: Attempt): boolean {
  return cancelAsked === true || steps.some(({ conclusion }) => conclusion === 'cancelled');
}

function beginNext(definition: WorkflowDefinition, attempt: Attempt, now: number): void {
  const failed = attempt.steps.some(({ conclusion }) => conclusion === 'failure');
  for (const step of attempt.steps.filter(({ status }) => status === 'queued')) {
    if (failed && !definitionOf(definition, step).always) {
      end(step, 'skipped', timestamp(now));
      continue;
    }
    step.status = 'in_progress';
    step.startedAt = timestamp(now);
    attempt.dueAt = now + stepMs(definition, attempt, step.name);
    return;
  }
  attempt.status = 'completed';
  attempt.conclusion = failed ? 'failure' : 'success';
}

function cancel(attempt: Attempt): void {
  for (const step of attempt.steps) if (step.status === 'queued') end(step, 'skipped', attempt.updatedAt);
  attempt.status = 'completed';
  attempt.conclusion = 'cancelled';
}

function end(step: Step, conclusion: Conclusion, at: string): void {
  Object.assign(step, { status: 'completed', conclusion, startedAt: step.startedAt ?? at, completedAt: at });
}

function conclusionOf(definition: WorkflowDefinition, { wish, checks }: Attempt, step: Step): Conclusion {
  const { does } = definitionOf(definition, step);
  const named = definition.steps.find(({ name }) => name === wish.step)?.name ?? definition.failsAt;
  if (wish.outcome === 'cancelled' && step.name === named) return 'cancelled';
  if (wish.outcome === 'failure' && step.name === named) return 'failure';
  const wrong = does === 'judge_checks' && Object.values(checks ?? {}).some(({ ok }) => !ok);
  return wrong ? 'failure' : 'success';
}

function definitionOf({ steps }: WorkflowDefinition, { name }: Step): StepDefinition {
  return steps.find((each) => each.name === name) ?? { name, weight: 0 };
}
