/** Effect: makes a tree with one file anew, that no commit has yet; a commit is then made of it. */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure } from '../definition/judge-failure.ts';

export const createTree = defineEffect({
  kind: 'create-tree',
  /** `base`: SHA of a tree, which has everything but this one file. `content`: as UTF-8. */
  params: z.object({ base: z.string(), path: z.string(), content: z.string() }),
  repeatable: true,
  row: {
    naturalKey: 'its content: the same content has the same SHA',
    lookup: '– (again is harmless)',
    success: '–',
    secondGuard: 'git itself',
  },
  async call(writer, tree) {
    const { sha } = await writer.createTree(tree);
    return { id: sha };
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: judgeFailure,
});
