/** `workflow_run` → `workflow_run.changed`. */
import type { WorkflowRunChanged } from '@valine/contracts';
import * as z from 'zod/mini';
import { cutName } from './cut-name.ts';
import type { Occurrence } from './occurrence.ts';
import { type Lacking, readPayload } from './read-payload.ts';

const Payload = z.object({
  action: z.string(),
  /** Missing for a workflow that is not on the default branch. */
  workflow: z.nullish(z.object({ name: z.string() })),
  workflow_run: z.object({
    id: z.number(),
    run_attempt: z.nullish(z.number()),
    name: z.nullish(z.string()),
    path: z.nullish(z.string()),
    event: z.nullish(z.string()),
    display_title: z.nullish(z.string()),
    status: z.nullish(z.string()),
    conclusion: z.nullish(z.string()),
    html_url: z.string(),
  }),
});

export function translateWorkflowRun(payload: unknown, occurrence: Occurrence): WorkflowRunChanged | Lacking {
  const read = readPayload(Payload, payload);
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
      url: run.html_url,
    },
  };
}

/** GitHub's path is `.github/workflows/<file>`, for some runs with `@<ref>` behind it. */
function workflowFileOf(path: string | null | undefined): { workflowFile?: string } {
  const file = path?.split('@')[0]?.split('/').at(-1);
  return file ? { workflowFile: file } : {};
}
