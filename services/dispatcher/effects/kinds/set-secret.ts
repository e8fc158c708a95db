/** Effect: sets a secret of the repository; only its sealed form, which nobody but GitHub can open, is ever recorded. */
import * as z from 'zod/mini';
import { defineEffect } from '../definition/define-effect.ts';
import { judgeFailure } from '../definition/judge-failure.ts';
import { secretSetMessage } from '../definition/messages.ts';

export const setSecret = defineEffect({
  kind: 'set-secret',
  /** `sealed` for the key of `keyId`: two sealings of one secret differ, so they are never compared. */
  params: z.object({ name: z.string(), sealed: z.string(), keyId: z.string() }),
  repeatable: true,
  row: {
    naturalKey: 'the name; the sealed value is not compared',
    lookup: '– (again is harmless)',
    success: '–',
    secondGuard: '–',
  },
  async call(writer, { name, sealed, keyId }) {
    await writer.setSecret(name, sealed, keyId);
    return { id: name };
  },
  lookup: async () => ({ kind: 'absent' }),
  judge: judgeFailure,
  doneMessage: ({ name }) => secretSetMessage(name),
});
