/** Effect: comments on an issue or a pull request. */
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { judgeCourtesy, judgeOnIssue, refusedWhereGone } from '../../definition/judge-failure.ts';
import { markerOf, searchFrom, withMarker } from '../../definition/markers.ts';

export const comment = defineEffect({
  kind: 'comment',
  /** `isAnswer`: to a comment. `giving`: of a coding agent, for which alone it is done. */
  params: z.object({
    number: z.number(),
    body: z.string(),
    isAnswer: z.optional(z.boolean()),
    giving: z.optional(z.string()),
  }),
  repeatable: false,
  row: {
    naturalKey: 'a hidden marker with the operation id',
    lookup: 'comments since the intent, by the marker',
    success: '410, the issue is no more: nothing is done; of an answer to a comment also 403, 404 and 422',
    secondGuard: '–',
  },
  async call(writer, { number, body }, operation) {
    const { id, url } = await writer.createComment(number, withMarker(body, operation));
    return { id: String(id), url };
  },
  async lookup(lookups, { number }, claim) {
    const comments = await lookups.commentsSince(number, searchFrom(claim)).catch(refusedWhereGone);
    if ('kind' in comments) return comments;
    const ours = comments.find(({ body }) => body.includes(markerOf(claim.operation)));
    return ours === undefined ? { kind: 'absent' } : { kind: 'done', outcome: { id: String(ours.id), url: ours.url } };
  },
  judge: (failure, { isAnswer }) => (isAnswer ? judgeCourtesy(failure) : judgeOnIssue(failure)),
});
