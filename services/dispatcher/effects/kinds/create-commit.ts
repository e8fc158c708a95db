/** Effect: makes a commit that no branch has yet; a branch is then created at it. */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure } from '../definition/judge-failure.ts';

export const createCommit = defineEffect({
  kind: 'create-commit',
  params: z.object({
    message: z.string(),
    /** The parent's own tree makes an empty commit. */
    tree: z.string(),
    parents: z.array(z.string()),
    /** `date`: epoch milliseconds; fixed by the intent, so that every try makes the same commit. */
    author: z.object({ name: z.string(), email: z.string(), date: z.number() }),
  }),
  repeatable: true,
  row: {
    naturalKey: 'its content, author and date among it: the same content has the same SHA',
    lookup: '– (again is harmless)',
    success: '–',
    secondGuard: 'git itself',
  },
  async call(writer, commit) {
    const { sha } = await writer.createCommit(commit);
    return { id: sha };
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: judgeFailure,
});
