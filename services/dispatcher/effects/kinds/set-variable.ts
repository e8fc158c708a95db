/** Effect: sets a variable of the repository. Its value is opened in the call: no record has it in the clear. */
import { unlockValue } from '@valine/admission';
import { GitHubError } from '@valine/github';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure, later } from '../definition/judge-failure.ts';
import { LockedParams, unreadable } from '../definition/locked-params.ts';
import { variableSetMessage } from '../definition/messages.ts';

export const setVariable = defineEffect({
  kind: 'set-variable',
  params: LockedParams,
  repeatable: true,
  row: {
    naturalKey: 'name and value',
    lookup: '– (again is harmless)',
    success: '404 on changing it: it is created; 409 on creating it: it is changed',
    secondGuard: '–',
  },
  async call(writer, { name, locked, lockedFor }, _, { admissionKey }) {
    const value = unlockValue(admissionKey, locked, lockedFor);
    if (value === undefined) return unreadable();
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
