/** Effect: creates a branch at a commit. */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure, later, parked } from '../definition/judge-failure.ts';
import { branchTakenMessage } from '../definition/messages.ts';

/** For a branch that GitHub says is there and does not show yet. */
const LAG_SECONDS = 15;

export const createBranch = defineEffect({
  kind: 'create-branch',
  /** `name` without `refs/heads/`. */
  params: z.object({ name: z.string(), sha: z.string() }),
  repeatable: false,
  row: {
    naturalKey: 'the name of the branch',
    lookup: 'the branch, at the same commit',
    success: '422 `Reference already exists`, if it is at the same commit',
    secondGuard: 'GitHub: a name is given once',
  },
  async call(writer, { name, sha }) {
    await writer.createBranch(name, sha);
    return { id: name };
  },
  async lookup(lookups, { name, sha }) {
    const branch = await lookups.findBranch(name);
    if (branch === undefined) return { kind: 'absent' };
    return branch.sha === sha
      ? { kind: 'done', outcome: { id: name } }
      : parked('branch_taken', branchTakenMessage(name, branch.sha));
  },
  judge(failure) {
    const exists = failure.status === 422 && /already exists/i.test(failure.detail);
    return exists ? { kind: 'lookup', otherwise: later(LAG_SECONDS, failure.message) } : judgeFailure(failure);
  },
});
