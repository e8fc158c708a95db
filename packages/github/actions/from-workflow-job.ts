/** A job with its steps, from GitHub's JSON. */
import { type Fields, fieldsOf, findTime, textOf, wholeNumber } from '../json-fields.ts';
import type { WorkflowJob, WorkflowStep } from './github-actions.ts';

/** Undefined for what has no id. */
export function fromJobJson(json: unknown): WorkflowJob | undefined {
  const fields = fieldsOf(json);
  const id = wholeNumber(fields.id);
  if (id === undefined) return undefined;
  return {
    id,
    name: textOf(fields.name) ?? `Job ${id}`,
    url: textOf(fields.html_url) ?? '',
    ...progressOf(fields),
    steps: Array.isArray(fields.steps) ? fields.steps.map(fromStepJson) : [],
  };
}

function fromStepJson(json: unknown, index: number): WorkflowStep {
  const fields = fieldsOf(json);
  const number = wholeNumber(fields.number) ?? index + 1;
  return { name: textOf(fields.name) ?? `Step ${number}`, number, ...progressOf(fields) };
}

type Progress = Pick<WorkflowJob, 'status' | 'conclusion' | 'startedAt' | 'completedAt'>;

function progressOf(fields: Fields): Progress {
  const [startedAt, completedAt] = [findTime(fields.started_at), findTime(fields.completed_at)];
  return {
    status: textOf(fields.status) ?? 'unknown',
    conclusion: textOf(fields.conclusion) ?? null,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(completedAt === undefined ? {} : { completedAt }),
  };
}
