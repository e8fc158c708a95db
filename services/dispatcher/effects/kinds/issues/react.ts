/** Effect: reacts to a comment. */
import { CommentReaction } from '@valine/contracts';
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { judgeCourtesy } from '../../definition/judge-failure.ts';

export const react = defineEffect({
  kind: 'react',
  /** `commentId`: GitHub's. */
  params: z.object({ commentId: z.number(), content: CommentReaction }),
  repeatable: true,
  row: {
    naturalKey: 'the comment, and the reaction itself',
    lookup: '– (again is harmless)',
    success: '200, it is there already; 403, 404, 410 and 422, it cannot be: nothing is done',
    secondGuard: 'GitHub: one of each kind for one who reacts',
  },
  async call(writer, { commentId, content }) {
    await writer.addReaction(commentId, content);
    return {};
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: judgeCourtesy,
});
