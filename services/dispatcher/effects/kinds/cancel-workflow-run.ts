/** Effect: cancels a workflow run. */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure, later, parked } from '../definition/judge-failure.ts';
import { workflowRunGoneMessage } from '../definition/messages.ts';

/** For a run that GitHub says is over and does not show as such yet, or that has not begun to queue. */
const LAG_SECONDS = 15;

export const cancelWorkflowRun = defineEffect({
  kind: 'cancel-workflow-run',
  /** `attempt`: the one that is meant. */
  params: z.object({ runId: z.number(), attempt: z.number() }),
  repeatable: false,
  /** The call names no attempt: GitHub would take it for the one there is by then. */
  looksUpFirst: true,
  row: {
    naturalKey: 'number and attempt of the run',
    lookup: 'the run: completed, or at a later attempt; before every try but the first',
    success: '409, if it is completed',
    secondGuard: 'GitHub: what is completed is not cancelled',
  },
  async call(writer, { runId }) {
    await writer.cancelWorkflowRun(runId);
    return { id: String(runId) };
  },
  async lookup(lookups, { runId, attempt }) {
    const seen = await lookups.findWorkflowRun(runId);
    if (seen === undefined) return parked('not_there', workflowRunGoneMessage(runId));
    const isOver = seen.status === 'completed' || seen.attempt > attempt;
    return isOver ? { kind: 'done', outcome: { id: String(runId), url: seen.url } } : { kind: 'absent' };
  },
  judge: (failure) =>
    failure.status === 409 ? { kind: 'lookup', otherwise: later(LAG_SECONDS, failure.message) } : judgeFailure(failure),
});
