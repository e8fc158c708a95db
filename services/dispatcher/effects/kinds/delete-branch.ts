/** Effect: deletes a branch, unless there is something on it that was not there when it was looked at. */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure, refused } from '../definition/judge-failure.ts';
import { branchDeletedMessage, branchKeptMessage, branchMovedMessage } from '../definition/messages.ts';

export const deleteBranch = defineEffect({
  kind: 'delete-branch',
  /** `name` without `refs/heads/`; `sha`: where it stood. */
  params: z.object({ name: z.string(), sha: z.string() }),
  repeatable: false,
  looksUpFirst: true,
  row: {
    naturalKey: 'name and SHA of the branch',
    lookup: 'the branch: gone, or at another commit; before every try but the first',
    success: '422 `Reference does not exist`',
    secondGuard: 'GitHub: what is gone is not deleted',
  },
  async call(writer, { name }) {
    await writer.deleteBranch(name);
    return { id: name };
  },
  async lookup(lookups, { name, sha }) {
    const branch = await lookups.findBranch(name);
    if (branch === undefined) return { kind: 'done', outcome: { id: name } };
    if (branch.sha === sha) return { kind: 'absent' };
    return refused({ detail: branchMovedMessage(branch.sha) });
  },
  judge(failure, { name }) {
    if (failure.status !== 422) return judgeFailure(failure);
    return /does not exist/i.test(failure.detail) ? { kind: 'done', outcome: { id: name } } : refused(failure);
  },
  doneMessage: ({ name }, { refused: why }) =>
    why === undefined ? branchDeletedMessage(name) : branchKeptMessage(name, why.detail),
});
