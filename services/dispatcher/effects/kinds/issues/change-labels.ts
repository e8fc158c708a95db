/** Effect: puts labels on an issue or pull request, or takes one off. */
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { judgeOnIssue } from '../../definition/judge-failure.ts';

export const changeLabels = defineEffect({
  kind: 'change-labels',
  params: z.union([
    z.object({ number: z.number(), add: z.array(z.string()) }),
    z.object({ number: z.number(), remove: z.string() }),
  ]),
  repeatable: true,
  row: {
    naturalKey: 'the labels themselves',
    lookup: '– (again is harmless)',
    success: '404 `Label does not exist`, when it is taken off; 410, the issue is no more: nothing is done',
    secondGuard: '–',
  },
  async call(writer, params) {
    if ('add' in params) await writer.addLabels(params.number, params.add);
    else await writer.removeLabel(params.number, params.remove);
    return {};
  },
  lookup: async () => ({ kind: 'absent' }),
  judge(failure, params) {
    const gone = failure.status === 404 && /label does not exist/i.test(failure.detail);
    return gone && 'remove' in params ? { kind: 'done', outcome: {} } : judgeOnIssue(failure);
  },
});
