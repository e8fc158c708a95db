/** Effect: starts a workflow. */
import * as z from 'zod/mini';
import { defineEffect } from './define-effect.ts';
import { judgeFailure } from './judge-failure.ts';
import { searchFrom } from './marks.ts';
import { workflowStartedMessage } from './messages.ts';

export const dispatchWorkflow = defineEffect({
  kind: 'dispatch-workflow',
  params: z.object({
    /** File name or id. */
    workflow: z.string(),
    ref: z.string(),
    inputs: z.record(z.string(), z.string()),
    /** The input that takes the operation id; the workflow's `run-name` must show it. */
    correlationInput: z.string(),
  }),
  repeatable: false,
  row: {
    naturalKey: 'the operation id as an input, shown by `run-name`',
    look: 'runs of the workflow started since the intent, by `display_title`',
    success: '–',
    secondGuard: 'the workflow ends itself when an older run carries the same id',
  },
  async call(writer, { workflow, ref, inputs, correlationInput }, operation) {
    const { runId, url } = await writer.dispatchWorkflow(workflow, ref, { ...inputs, [correlationInput]: operation });
    return { ...(runId === undefined ? {} : { id: String(runId) }), ...(url === undefined ? {} : { url }) };
  },
  async look(looks, { workflow }, claim) {
    const runs = await looks.dispatchedRunsSince(workflow, searchFrom(claim));
    const ours = runs.findLast(({ displayTitle }) => displayTitle.includes(claim.operation));
    return ours === undefined ? { kind: 'absent' } : { kind: 'done', outcome: { id: String(ours.id), url: ours.url } };
  },
  judge: judgeFailure,
  doneMessage: ({ workflow }, { url }) => workflowStartedMessage(workflow, url),
});
