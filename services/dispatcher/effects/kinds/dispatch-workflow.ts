/** Effect: starts a workflow. */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure, parked } from '../definition/judge-failure.ts';
import { lookupByTitle, searchFrom } from '../definition/markers.ts';
import { lostDispatchMessage, workflowStartedMessage } from '../definition/messages.ts';

export const dispatchWorkflow = defineEffect({
  kind: 'dispatch-workflow',
  params: z.object({
    /** File name or id. */
    workflow: z.string(),
    ref: z.string(),
    inputs: z.record(z.string(), z.string()),
    /** Stands among the inputs, and in the workflow's `run-name`; absent for a workflow that takes none. */
    correlationId: z.optional(z.string()),
    /** Of a coding agent: it is done for that giving alone. */
    giving: z.optional(z.string()),
  }),
  repeatable: false,
  row: {
    naturalKey: 'a correlation id among the inputs, shown by `run-name`',
    lookup:
      'runs of the workflow started since the intent, by `display_title`; without a correlation id an answer that is lost parks it',
    success: '–',
    secondGuard: "our workflows' concurrency group and first step, which ends a run if an older one has the same id",
  },
  async call(writer, { workflow, ref, inputs }) {
    const { runId, url } = await writer.dispatchWorkflow(workflow, ref, inputs);
    return { ...(runId === undefined ? {} : { id: String(runId) }), ...(url === undefined ? {} : { url }) };
  },
  async lookup(lookups, { workflow, correlationId }, claim) {
    if (correlationId === undefined)
      return claim.isCleared ? { kind: 'absent' } : parked('outcome_unknown', lostDispatchMessage(workflow));
    return lookupByTitle(await lookups.dispatchedRunsSince(workflow, searchFrom(claim)), correlationId);
  },
  judge(failure, { workflow, correlationId }) {
    const answer = judgeFailure(failure);
    return answer.kind === 'unknown' && correlationId === undefined
      ? { ...parked('outcome_unknown', lostDispatchMessage(workflow)), mayHaveHappened: true }
      : answer;
  },
  doneMessage: ({ workflow }, { url }) => workflowStartedMessage(workflow, url),
});
