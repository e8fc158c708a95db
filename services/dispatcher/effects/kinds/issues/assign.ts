/** Effect: assigns somebody to an issue, besides those who are assigned. */
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { judgeOnIssue } from '../../definition/judge-failure.ts';

export const assign = defineEffect({
  kind: 'assign',
  params: z.object({ number: z.number(), login: z.string() }),
  repeatable: true,
  row: {
    naturalKey: 'the login itself',
    lookup: '– (again is harmless)',
    success: '410, the issue is no more: nothing is done',
    secondGuard: '–',
  },
  /** Without an id where GitHub has passed over them: they have no access. */
  async call(writer, { number, login }) {
    const { isAssigned } = await writer.addAssignee(number, login);
    return isAssigned ? { id: login } : {};
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: judgeOnIssue,
});
