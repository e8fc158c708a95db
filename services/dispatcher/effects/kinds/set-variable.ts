/** Effect: sets a variable of the repository. */
import { GitHubError } from '@valine/github';
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure, later } from '../definition/judge-failure.ts';
import { variableSetMessage } from '../definition/messages.ts';

export const setVariable = defineEffect({
  kind: 'set-variable',
  params: z.object({ name: z.string(), value: z.string() }),
  repeatable: true,
  row: {
    naturalKey: 'name and value',
    lookup: '– (again is harmless)',
    success: '404 on changing it: it is created; 409 on creating it: it is changed',
    secondGuard: '–',
  },
  async call(writer, { name, value }) {
    try {
      await writer.updateVariable(name, value);
    } catch (error) {
      if (!(error instanceof GitHubError) || error.reason !== 'not_found') throw error;
      await writer.createVariable(name, value);
    }
    return { id: name };
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: (failure) => (failure.status === 409 ? later(1, failure.message) : judgeFailure(failure)),
  doneMessage: ({ name }) => variableSetMessage(name),
});
