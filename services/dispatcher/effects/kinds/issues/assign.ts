/** Effect: assigns somebody to an issue, besides those who are assigned. */
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { judgeOnIssue } from '../../definition/judge-failure.ts';

export const assign = defineEffect({
  kind: 'assign',
  /** `agent`: it is a coding agent that begins at once, at this branch. */
  params: z.object({
    number: z.number(),
    login: z.string(),
    agent: z.optional(z.object({ repository: z.string(), branch: z.string(), instructions: z.string() })),
    /** Of a coding agent: it is done for that giving alone. */
    giving: z.optional(z.string()),
  }),
  repeatable: true,
  row: {
    naturalKey: 'the login itself',
    lookup: '– (again is harmless)',
    success: '410, the issue is no more: nothing is done',
    secondGuard: '–',
  },
  /** Without an id where GitHub has passed over them: they have no access. */
  async call(writer, { number, login, agent }) {
    const { isAssigned } = await writer.addAssignee(number, login, agent);
    return isAssigned ? { id: login } : {};
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: judgeOnIssue,
});
