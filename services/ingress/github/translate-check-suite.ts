/** `check_suite` → `check_suite.changed`. */
import type { CheckSuiteChanged } from '@valine/contracts';
import * as z from 'zod/mini';
import type { Occurrence } from './occurrence.ts';
import { type Lacking, readPayload } from './read-payload.ts';

const Payload = z.object({
  action: z.string(),
  check_suite: z.object({
    head_sha: z.string(),
    head_branch: z.nullish(z.string()),
    conclusion: z.nullish(z.string()),
    /** Empty for pull requests from forks. */
    pull_requests: z.nullish(z.array(z.object({ number: z.number() }))),
  }),
});

export function translateCheckSuite(payload: unknown, occurrence: Occurrence): CheckSuiteChanged | Lacking {
  const read = readPayload(Payload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  const { head_sha, head_branch, conclusion, pull_requests } = sent.check_suite;
  return {
    ...occurrence,
    type: 'check_suite.changed',
    action: sent.action,
    headSha: head_sha,
    headBranch: head_branch ?? null,
    conclusion: conclusion ?? null,
    pullRequests: (pull_requests ?? []).map(({ number }) => number),
  };
}
