/** Reviews, checks, statuses and workflow runs, as far as pull requests are concerned: how those stand is looked up. */
import type { PullRequestHinted } from '@valine/contracts';
import * as z from 'zod/mini';
import { type Lacking, type Occurrence, orMissing, readPayload } from './read-payload.ts';

/** Empty for pull requests from forks. */
const Pulls = orMissing(z.array(z.object({ number: z.number() })));
const OfHead = z.object({ head_branch: orMissing(z.string()), pull_requests: Pulls });
type OfHead = z.infer<typeof OfHead>;

type Hint = PullRequestHinted | Lacking;

const ReviewPayload = z.object({ pull_request: z.object({ number: z.number(), head: z.object({ ref: z.string() }) }) });

export function translateReview(payload: unknown, occurrence: Occurrence): Hint {
  const read = readPayload(ReviewPayload, payload);
  if ('lacks' in read) return read;
  const { number, head } = read.sent.pull_request;
  return hint(occurrence, 'pull_request_review', [head.ref], [number]);
}

const SuitePayload = z.object({ check_suite: OfHead });

export function translateCheckSuite(payload: unknown, occurrence: Occurrence): Hint {
  const read = readPayload(SuitePayload, payload);
  return 'lacks' in read ? read : ofHead(occurrence, 'check_suite', read.sent.check_suite);
}

const CheckRunPayload = z.object({
  check_run: z.object({ check_suite: orMissing(OfHead), pull_requests: Pulls }),
});

export function translateCheckRun(payload: unknown, occurrence: Occurrence): Hint {
  const read = readPayload(CheckRunPayload, payload);
  if ('lacks' in read) return read;
  const { check_suite, pull_requests } = read.sent.check_run;
  return ofHead(occurrence, 'check_run', { head_branch: null, ...check_suite, pull_requests });
}

const StatusPayload = z.object({ branches: orMissing(z.array(z.object({ name: z.string() }))) });

/** Of at most ten branches. */
export function translateStatus(payload: unknown, occurrence: Occurrence): Hint {
  const read = readPayload(StatusPayload, payload);
  if ('lacks' in read) return read;
  const branches = (read.sent.branches ?? []).map(({ name }) => name);
  return hint(occurrence, 'status', branches, []);
}

const RunPayload = z.object({ workflow_run: OfHead });

export function hintOfWorkflowRun(payload: unknown, occurrence: Occurrence): Hint {
  const read = readPayload(RunPayload, payload);
  return 'lacks' in read ? read : ofHead(occurrence, 'workflow_run', read.sent.workflow_run);
}

function ofHead(occurrence: Occurrence, event: string, { head_branch, pull_requests }: OfHead): PullRequestHinted {
  const numbers = (pull_requests ?? []).map(({ number }) => number);
  return hint(occurrence, event, head_branch ? [head_branch] : [], numbers);
}

function hint(
  occurrence: Occurrence,
  event: string,
  headBranches: string[],
  pullRequests: number[],
): PullRequestHinted {
  return { ...occurrence, type: 'pull_request.hinted', event, headBranches, pullRequests };
}

/** Of the default branch, say: there is nothing that could be looked up. */
export function concernsNobody({ headBranches, pullRequests }: PullRequestHinted): boolean {
  return pullRequests.length === 0 && !headBranches.some((branch) => branch.startsWith('valine/'));
}
