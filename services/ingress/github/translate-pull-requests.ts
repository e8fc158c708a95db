/** `pull_request` → `pull_request.changed`. */
import type { PullRequestChanged } from '@valine/contracts';
import * as z from 'zod/mini';
import { type Lacking, type Occurrence, readPayload } from './read-payload.ts';

const Payload = z.object({
  action: z.string(),
  pull_request: z.object({
    number: z.number(),
    state: z.enum(['open', 'closed']),
    head: z.object({ ref: z.string(), sha: z.string() }),
    draft: z.nullish(z.boolean()),
    merged: z.nullish(z.boolean()),
  }),
});

export function translatePullRequest(payload: unknown, occurrence: Occurrence): PullRequestChanged | Lacking {
  const read = readPayload(Payload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  const { number, state, head, draft, merged } = sent.pull_request;
  return {
    ...occurrence,
    type: 'pull_request.changed',
    action: sent.action,
    pullRequest: {
      number,
      headBranch: head.ref,
      headSha: head.sha,
      draft: draft ?? false,
      merged: merged ?? false,
      state,
    },
  };
}
