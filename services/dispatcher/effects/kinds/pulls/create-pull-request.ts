/** Effect: opens a pull request. */
import type { GitHubError } from '@valine/github';
import type { EffectRecord } from '@valine/records';
import * as z from 'zod/mini';
import { defineEffect, type EffectIntent } from '../../definition/define-effect.ts';
import { judgeFailure, later } from '../../definition/judge-failure.ts';
import { markerOf, withMarker } from '../../definition/markers.ts';
import { pullRequestOpenedMessage } from '../../definition/messages.ts';

/** For a pull request that GitHub says is there and does not list yet. */
const LAG_SECONDS = 15;

/** Private repositories have drafts from GitHub Team on; no read tells. */
function isWithoutDrafts({ status, detail }: GitHubError): boolean {
  return status === 422 && /draft pull requests are not supported/i.test(detail);
}

export const createPullRequest = defineEffect({
  kind: 'create-pull-request',
  params: z.object({
    title: z.string(),
    /** Branch of this repository. */
    head: z.string(),
    base: z.string(),
    body: z.string(),
    draft: z.boolean(),
  }),
  repeatable: false,
  row: {
    naturalKey: 'head and base branch; a hidden marker in its text',
    lookup: 'pull requests of the head, in any state: ours by the marker, or one that is open',
    success:
      '422 `A pull request already exists`; 422 `Draft pull requests are not supported`: one that is no draft is opened instead',
    secondGuard: 'GitHub: one open pull request for a head and base',
  },
  async call(writer, { body, ...pullRequest }, operation) {
    const { number, url } = await writer.createPullRequest({ ...pullRequest, body: withMarker(body, operation) });
    return { id: String(number), url };
  },
  async lookup(lookups, { head, base }, { operation }) {
    const all = (await lookups.pullRequestsOf(head)).filter((each) => each.base === base);
    const ours = all.find(({ body }) => body.includes(markerOf(operation)));
    const found = ours ?? all.find(({ state }) => state === 'open');
    if (found === undefined) return { kind: 'absent' };
    const outcome = { id: String(found.number), url: found.url };
    return { kind: 'done', outcome: ours === undefined ? { ...outcome, isOthers: true } : outcome };
  },
  judge(failure) {
    if (isWithoutDrafts(failure))
      return { kind: 'done', outcome: { refused: { status: 422, detail: failure.detail } } };
    const exists = failure.status === 422 && /pull request already exists/i.test(failure.detail);
    return exists ? { kind: 'lookup', otherwise: later(LAG_SECONDS, failure.message) } : judgeFailure(failure);
  },
  doneMessage: ({ title }, { id, url }) => pullRequestOpenedMessage(title, id, url),
});

/** One that is no draft, where GitHub has refused the draft; it is another effect, for that one has ended. */
export function withoutDraft({ kind, outcome, params }: EffectRecord): EffectIntent | undefined {
  if (kind !== createPullRequest.kind || outcome?.refused === undefined) return undefined;
  const { draft, ...given } = params;
  return draft === true ? { ...refusedDraft, params: { ...given, draft: false } } : undefined;
}

const refusedDraft = { kind: createPullRequest.kind, step: 'pull request, no draft', repeatable: false };
