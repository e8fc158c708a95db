/** Effect: merges a pull request at the head that was looked at. */
import * as z from 'zod/mini';
import { defineEffect } from '../../definition/define-effect.ts';
import { judgeFailure, later, parked, refused, refusedAsOld } from '../../definition/judge-failure.ts';
import {
  mergedElsewhereMessage,
  notMergedMessage,
  pullRequestGoneMessage,
  pullRequestMergedMessage,
} from '../../definition/messages.ts';

/** While GitHub works out whether it can be merged, or its base has just moved. */
const BASE_MOVED_SECONDS = 15;

export const mergePullRequest = defineEffect({
  kind: 'merge-pull-request',
  /** `lookedAt`: epoch milliseconds, when it was found that it may be merged. */
  params: z.object({
    number: z.number(),
    headSha: z.string(),
    method: z.enum(['merge', 'squash', 'rebase']),
    lookedAt: z.optional(z.number()),
  }),
  repeatable: false,
  row: {
    naturalKey: 'number and head SHA, which the call names',
    lookup: "the pull request's merged state, at that head",
    success: '405 and 409, if it is merged at that head',
    secondGuard: 'GitHub: merges once, and only the head that is named',
  },
  async call(writer, { number, headSha, method, lookedAt }, _, { clock }) {
    const old = refusedAsOld(lookedAt, clock.now());
    if (old !== undefined) return old;
    const { sha } = await writer.mergePullRequest(number, headSha, method);
    return { id: sha };
  },
  async lookup(lookups, { number, headSha }) {
    const seen = await lookups.findPullRequest(number);
    if (seen === undefined) return parked('not_there', pullRequestGoneMessage(number));
    if (!seen.merged) return { kind: 'absent' };
    if (seen.headSha !== headSha) return parked('merged_elsewhere', mergedElsewhereMessage(number, seen.headSha));
    return { kind: 'done', outcome: { ...(seen.mergeSha === undefined ? {} : { id: seen.mergeSha }), url: seen.url } };
  },
  judge(failure) {
    if (failure.status === 422) return refused(failure);
    if (failure.status !== 405 && failure.status !== 409) return judgeFailure(failure);
    const moved = /base branch was modified/i.test(failure.detail);
    return { kind: 'lookup', otherwise: moved ? later(BASE_MOVED_SECONDS, failure.message) : refused(failure) };
  },
  doneMessage: ({ number }, { url, refused: why }) =>
    why === undefined ? pullRequestMergedMessage(number, url) : notMergedMessage(number, why.detail),
});
