/** Effect: brings the branch of a pull request up to date: its base is merged into it, at the head that was looked at. */
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { judgeFailure, parked, refused } from '../../definition/judge-failure.ts';
import { headElsewhereMessage, pullRequestGoneMessage } from '../../definition/messages.ts';

export const updateBranch = defineEffect({
  kind: 'update-branch',
  /** `number`: of the pull request. */
  params: z.object({ number: z.number(), headSha: z.string() }),
  repeatable: false,
  row: {
    naturalKey: 'number and head SHA, which the call names',
    lookup: 'the head of the pull request: a merge into that head',
    success: '422, if its head is such a merge',
    secondGuard: 'GitHub: updates only the head that is named',
  },
  async call(writer, { number, headSha }) {
    await writer.updateBranch(number, headSha);
    return {};
  },
  async lookup(lookups, { number, headSha }) {
    const head = await lookups.findHead(number);
    if (head === undefined) return parked('not_there', pullRequestGoneMessage(number));
    if (head.sha === headSha) return { kind: 'absent' };
    // Whoever asked looks at it anew in any case: a merge by somebody else into the same head does as well.
    const [first] = head.parents;
    if (first === headSha && head.parents.length > 1) return { kind: 'done', outcome: { id: head.sha } };
    return refused({ status: 422, detail: headElsewhereMessage(head.sha) });
  },
  judge(failure) {
    return failure.status === 422 ? { kind: 'lookup', otherwise: refused(failure) } : judgeFailure(failure);
  },
});
