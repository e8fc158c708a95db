/** Effect: takes somebody off an issue. */
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { judgeOnIssue } from '../../definition/judge-failure.ts';

export const unassign = defineEffect({
  kind: 'unassign',
  params: z.object({ number: z.number(), login: z.string() }),
  repeatable: true,
  row: {
    naturalKey: 'the login itself',
    lookup: '– (again is harmless)',
    success: '410, the issue is no more: nothing is done',
    secondGuard: '–',
  },
  async call(writer, { number, login }) {
    await writer.removeAssignee(number, login);
    return {};
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: judgeOnIssue,
});
