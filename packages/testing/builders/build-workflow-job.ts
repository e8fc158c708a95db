/** A job of a workflow run, as GitHub tells it, from the little that a test cares for. */
import type { WorkflowJob, WorkflowStep } from '@valine/github';

/** `conclusion`: `success` unless told otherwise; null for the step that is running. */
export type StepSketch = { name: string; seconds?: number; conclusion?: string | null };

export type JobSketch = {
  id?: number;
  name?: string;
  /** Epoch milliseconds. */
  startedAt?: number;
  steps?: readonly StepSketch[];
};

const NINE = Date.UTC(2026, 2, 2, 9);

/** Its steps follow one another. It has failed if a step has, and is running while one is. */
export function buildWorkflowJob({ id = 6001, name = 'deploy', startedAt = NINE, steps = [] }: JobSketch): WorkflowJob {
  let time = startedAt;
  const built = steps.map((sketch, index): WorkflowStep => {
    const step = buildStep(sketch, index + 1, time);
    time = step.completedAt ?? time;
    return step;
  });
  const running = built.some(({ conclusion }) => conclusion === null);
  const failed = built.find(({ conclusion }) => conclusion !== null && !['success', 'skipped'].includes(conclusion));
  const url = `https://github.com/acme/web/actions/runs/7001/job/${id}`;
  if (running) return { id, name, url, status: 'in_progress', conclusion: null, startedAt, steps: built };
  const conclusion = failed?.conclusion ?? 'success';
  return { id, name, url, status: 'completed', conclusion, startedAt, completedAt: time, steps: built };
}

function buildStep(
  { name, seconds = 1, conclusion = 'success' }: StepSketch,
  number: number,
  at: number,
): WorkflowStep {
  if (conclusion === null) return { name, number, status: 'in_progress', conclusion, startedAt: at };
  return { name, number, status: 'completed', conclusion, startedAt: at, completedAt: at + seconds * 1000 };
}
