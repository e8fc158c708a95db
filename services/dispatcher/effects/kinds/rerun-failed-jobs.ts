/** Effect: runs the failed jobs of a workflow run again. */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure, later, parked } from '../definition/judge-failure.ts';
import { workflowRunGoneMessage } from '../definition/messages.ts';

/** For a run whose end GitHub has told and not taken in everywhere yet. */
const LAG_SECONDS = 15;

export const rerunFailedJobs = defineEffect({
  kind: 'rerun-failed-jobs',
  /** `attempt`: the one that failed. */
  params: z.object({ runId: z.number(), attempt: z.number() }),
  repeatable: false,
  /** The call names no attempt: GitHub would take it for the one there is by then. */
  looksUpFirst: true,
  row: {
    naturalKey: 'number and attempt of the run',
    lookup: 'the run, at a later attempt; before every try but the first',
    success: '403, if it is at a later attempt: somebody else was quicker',
    secondGuard: 'GitHub: what is running is not run again',
  },
  async call(writer, { runId }) {
    await writer.rerunFailedJobs(runId);
    return { id: String(runId) };
  },
  async lookup(lookups, { runId, attempt }) {
    const seen = await lookups.findWorkflowRun(runId);
    if (seen === undefined) return parked('not_there', workflowRunGoneMessage(runId));
    return seen.attempt > attempt
      ? { kind: 'done', outcome: { id: String(runId), url: seen.url } }
      : { kind: 'absent' };
  },
  judge(failure) {
    if (failure.status !== 403 || failure.reason !== 'invalid') return judgeFailure(failure);
    const isRunning = /already running/i.test(failure.detail);
    return { kind: 'lookup', otherwise: isRunning ? later(LAG_SECONDS, failure.message) : judgeFailure(failure) };
  },
});
