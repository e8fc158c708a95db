/** Effect: sets a secret of the repository. Its value is opened and sealed in the call: no record has it in the clear, or sealed. */
import { unlockValue } from '@valine/admission';
import { GitHubError, refusalCode } from '@valine/github';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure, later } from '../definition/judge-failure.ts';
import { LockedParams, unreadable } from '../definition/locked-params.ts';
import { secretSetMessage } from '../definition/messages.ts';

/** GitHub's key for secrets may have been changed since it was read. */
const KEY_CHANGED = 422;

export const setSecret = defineEffect({
  kind: 'set-secret',
  params: LockedParams,
  repeatable: true,
  row: {
    naturalKey: 'the name; two sealings of one value differ, so they are never compared',
    lookup: '– (again is harmless)',
    success: '–',
    secondGuard: '–',
  },
  async call(writer, { name, locked, lockedFor }, _, { lookups, admissionKey, sealSecret, assertInTime }) {
    const value = unlockValue(admissionKey, locked, lockedFor);
    if (value === undefined) return unreadable();
    const { keyId, key } = await lookups.secretKey().catch(rethrowAsRead);
    const sealed = await sealSecret(key, value);
    assertInTime();
    await writer.setSecret(name, sealed, keyId);
    return { id: name };
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: (failure) =>
    failure.status === KEY_CHANGED
      ? { kind: 'lookup', otherwise: later(1, failure.message), code: refusalCode(failure) }
      : judgeFailure(failure),
  doneMessage: ({ name }) => secretSetMessage(name),
});

/** Reading the key sets nothing, whatever became of the answer. @throws GitHubError */
function rethrowAsRead(error: unknown): never {
  if (!(error instanceof GitHubError)) throw error;
  throw new GitHubError({ ...error, mayHaveLanded: false });
}
