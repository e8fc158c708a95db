/** Effect: starts a workflow by an event (`repository_dispatch`). */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure } from '../definition/judge-failure.ts';
import { lookupByTitle, searchFrom } from '../definition/markers.ts';

export const requestDispatch = defineEffect({
  kind: 'request-dispatch',
  params: z.object({
    eventType: z.string(),
    /** Reaches the workflow as `client_payload`; at most 10 keys. */
    payload: z.record(z.string(), z.string()),
    /** File name or id of the workflow that listens. */
    workflow: z.string(),
    /** Stands in the payload, and in the workflow's `run-name`. */
    correlationId: z.string(),
  }),
  repeatable: false,
  row: {
    naturalKey: 'a correlation id in the payload, shown by `run-name`',
    lookup: 'runs of the workflow that such an event started since the intent, by `display_title`',
    success: '–',
    secondGuard: "our workflow's concurrency group and first step, which ends a run if an older one has the same id",
  },
  async call(writer, { eventType, payload }) {
    await writer.requestDispatch(eventType, payload);
    return {};
  },
  lookup: async (lookups, { workflow, correlationId }, claim) =>
    lookupByTitle(await lookups.dispatchedRunsSince(workflow, searchFrom(claim), 'repository_dispatch'), correlationId),
  judge: judgeFailure,
});
