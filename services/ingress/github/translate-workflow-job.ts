/** `workflow_job` → `workflow_job.changed`. */
import type { WorkflowJobChanged } from '@valine/contracts';
import * as z from 'zod/mini';
import { cutName } from './cut-name.ts';
import type { Occurrence } from './occurrence.ts';
import { type Lacking, readPayload } from './read-payload.ts';

const Step = z.object({
  name: z.string(),
  status: z.nullish(z.string()),
  conclusion: z.nullish(z.string()),
});
type Step = z.infer<typeof Step>;

const Payload = z.object({
  action: z.string(),
  workflow_job: z.object({
    id: z.number(),
    run_id: z.number(),
    run_attempt: z.nullish(z.number()),
    name: z.string(),
    status: z.nullish(z.string()),
    conclusion: z.nullish(z.string()),
    steps: z.nullish(z.array(Step)),
  }),
});

const FAILED: readonly (string | null | undefined)[] = ['failure', 'timed_out', 'cancelled'];

export function translateWorkflowJob(payload: unknown, occurrence: Occurrence): WorkflowJobChanged | Lacking {
  const read = readPayload(Payload, payload);
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
      name: cutName(job.name),
      status: job.status ?? sent.action,
      conclusion: job.conclusion ?? null,
      step: stepName(findTellingStep(job.steps ?? [])),
    },
  };
}

function stepName(step: Step | undefined): string | null {
  return step === undefined ? null : cutName(step.name);
}

/** The step that failed, else the one that is running. */
function findTellingStep(steps: readonly Step[]): Step | undefined {
  return steps.find((step) => FAILED.includes(step.conclusion)) ?? steps.find((step) => step.status === 'in_progress');
}
