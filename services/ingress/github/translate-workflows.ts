/** `workflow_run` → `workflow_run.changed`. */
import type { WorkflowJobChanged, WorkflowRunChanged } from '@valine/contracts';
import { headOf } from '@valine/github/from-actions-json';
import * as z from 'zod/mini';
import { cutName, type Lacking, type Occurrence, orMissing, readPayload } from './read-payload.ts';

const RunPayload = z.object({
  action: z.string(),
  /** Missing for a workflow that is not on the default branch. */
  workflow: orMissing(z.object({ name: orMissing(z.string()) })),
  workflow_run: z.object({
    id: z.number(),
    run_attempt: orMissing(z.number()),
    name: orMissing(z.string()),
    path: orMissing(z.string()),
    event: orMissing(z.string()),
    display_title: orMissing(z.string()),
    status: orMissing(z.string()),
    conclusion: orMissing(z.string()),
    html_url: orMissing(z.string()),
    head_branch: z.optional(z.unknown()),
    head_sha: z.optional(z.unknown()),
    head_commit: z.optional(z.unknown()),
  }),
});

export function translateWorkflowRun(payload: unknown, occurrence: Occurrence): WorkflowRunChanged | Lacking {
  const read = readPayload(RunPayload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  const run = sent.workflow_run;
  return {
    ...occurrence,
    type: 'workflow_run.changed',
    action: sent.action,
    workflowRun: {
      id: run.id,
      attempt: run.run_attempt ?? 1,
      workflowName: cutName(sent.workflow?.name ?? run.name ?? ''),
      ...workflowFileOf(run.path),
      ...(run.event ? { event: run.event } : {}),
      displayTitle: cutName(run.display_title ?? run.name ?? ''),
      status: run.status ?? sent.action,
      conclusion: run.conclusion ?? null,
      url: run.html_url ?? '',
      ...headOf(run),
    },
  };
}

/** GitHub's path is `.github/workflows/<file>`, for some runs with `@<ref>` behind it. */
function workflowFileOf(path: string | null | undefined): { workflowFile?: string } {
  const file = path?.split('@')[0]?.split('/').at(-1);
  return file ? { workflowFile: file } : {};
}

/** One that is odd, or has no name, takes nothing from the others. */
const Step = z.catch(
  z.object({
    name: orMissing(z.string()),
    number: orMissing(z.number()),
    status: orMissing(z.string()),
    conclusion: orMissing(z.string()),
  }),
  {},
);
type Step = z.infer<typeof Step>;

const JobPayload = z.object({
  action: z.string(),
  workflow_job: z.object({
    id: z.number(),
    run_id: z.number(),
    run_attempt: orMissing(z.number()),
    name: orMissing(z.string()),
    status: orMissing(z.string()),
    conclusion: orMissing(z.string()),
    steps: orMissing(z.array(Step)),
  }),
});

const FAILED: readonly (string | null | undefined)[] = ['failure', 'timed_out', 'cancelled'];

export function translateWorkflowJob(payload: unknown, occurrence: Occurrence): WorkflowJobChanged | Lacking {
  const read = readPayload(JobPayload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  const job = sent.workflow_job;
  return {
    ...occurrence,
    type: 'workflow_job.changed',
    action: sent.action,
    job: {
      id: job.id,
      runId: job.run_id,
      ...(job.run_attempt ? { attempt: job.run_attempt } : {}),
      name: cutName(job.name || `Job ${job.id}`),
      status: job.status ?? sent.action,
      conclusion: job.conclusion ?? null,
      step: stepName(findTellingStep(job.steps ?? [])),
    },
  };
}

function stepName({ name, number }: Step = {}): string | null {
  if (name) return cutName(name);
  return number ? `Step ${number}` : null;
}

/** The step that failed, else the one that is running. */
function findTellingStep(steps: readonly Step[]): Step | undefined {
  return steps.find((step) => FAILED.includes(step.conclusion)) ?? steps.find((step) => step.status === 'in_progress');
}
