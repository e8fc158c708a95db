/** Effect: puts a pull request into the merge queue of its base, at the head that was looked at. */
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { HEAD_MOVED, judgeFailure, parked, refused, refusedAsOld } from '../../definition/judge-failure.ts';
import { searchFrom } from '../../definition/markers.ts';
import { headElsewhereMessage, pullRequestGoneMessage } from '../../definition/messages.ts';

export const enqueuePullRequest = defineEffect({
  kind: 'enqueue-pull-request',
  /** `number` and `nodeId`: of the pull request. `leftAt`: when it had left a queue before, as far as that was known; `lookedAt`: when it was found that it may go in (both epoch milliseconds). */
  params: z.object({
    number: z.number(),
    nodeId: z.string(),
    headSha: z.string(),
    leftAt: z.optional(z.number()),
    lookedAt: z.optional(z.number()),
  }),
  repeatable: false,
  row: {
    naturalKey: 'pull request and head SHA, which the call names',
    lookup: 'its entry in the queue; whether it has left it since, or is merged',
    success: '422, if it is in the queue',
    secondGuard: 'GitHub: a pull request is in a queue once, at the head that is named',
  },
  async call(writer, { nodeId, headSha, lookedAt }, _, { clock }) {
    const old = refusedAsOld(lookedAt, clock.now());
    if (old !== undefined) return old;
    await writer.enqueuePullRequest(nodeId, headSha);
    return {};
  },
  async lookup(lookups, { number, headSha, leftAt }, claim) {
    const stand = await lookups.findQueueStand(number);
    if (stand === undefined) return parked('not_there', pullRequestGoneMessage(number));
    // What has become of it since, whoever follows it finds out.
    const hasLeft = stand.left !== undefined && stand.left.at !== leftAt && stand.left.at >= searchFrom(claim);
    if (stand.entry !== undefined || stand.state === 'merged' || hasLeft) return { kind: 'done', outcome: {} };
    if (stand.headSha === headSha) return { kind: 'absent' };
    return refused({ status: HEAD_MOVED, detail: headElsewhereMessage(stand.headSha) });
  },
  judge(failure) {
    return failure.status === 422 ? { kind: 'lookup', otherwise: refused(failure) } : judgeFailure(failure);
  },
});
