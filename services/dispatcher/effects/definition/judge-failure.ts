/** What an answer other than success means, whatever the kind of effect. */
import type { CallResult, Lookup } from '@valine/effects';
import { GitHubError, refusalCode } from '@valine/github';
import type { EffectOutcome } from '@valine/records';

type Failure = Pick<GitHubError, 'reason' | 'detail' | 'message' | 'mayHaveLanded' | 'retryAfterSeconds'>;

/** Why an operator has to decide, besides what GitHub itself refuses. */
type OperatorRefusal = 'branch_taken' | 'merged_elsewhere' | 'not_there' | 'outcome_unknown' | 'given_up';

export function parked(code: OperatorRefusal, reason: string) {
  return { kind: 'parked', reason, code } satisfies CallResult<never>;
}

/** For a limit that names no time. */
const LIMIT_SECONDS = 60;
/** When nothing can have reached GitHub, or a lookup failed. */
const OUTAGE_SECONDS = 30;

export function judgeFailure(failure: Failure): CallResult<never> {
  const { reason: what, message: reason, mayHaveLanded, retryAfterSeconds } = failure;
  if (what === 'rate_limited') return later(retryAfterSeconds ?? LIMIT_SECONDS, reason);
  if (mayHaveLanded) return { kind: 'unknown', reason, afterMs: (retryAfterSeconds ?? 0) * 1000 };
  if (what === 'unavailable') return later(retryAfterSeconds ?? OUTAGE_SECONDS, reason);
  return { kind: 'parked', reason, code: refusalCode(failure) };
}

/** Of a lookup: reading changes nothing, so what failed for now is only asked again. */
export function judgeLookup(failure: Failure): Exclude<Lookup<never>, { kind: 'absent' }> {
  const answer = judgeFailure({ ...failure, message: failure.message, detail: failure.detail, mayHaveLanded: false });
  return answer.kind === 'unknown' ? later(OUTAGE_SECONDS, answer.reason) : answer;
}

/** GitHub, or what stands there, does not let it be as things are: no operator has to decide, what asked for it does. */
export function refused({ status = 0, detail }: Pick<GitHubError, 'status' | 'detail'>) {
  return { kind: 'done', outcome: { refused: { status, detail } } } satisfies CallResult<EffectOutcome>;
}

/** As GitHub calls it that commits were pushed to a head since it was looked at. */
export const HEAD_MOVED = 409;

/** No answer of GitHub's: it was not asked, for what was looked at may not be so any more. */
export const LOOKED_AT_LONG_AGO = 412;
/** Longer than a call takes with its tries; shorter than GitHub's limits last. */
const HOLDS_MS = 2 * 60_000;

export const OUTDATED = { status: LOOKED_AT_LONG_AGO, detail: 'what was done since says otherwise' };

/** Undefined while what was seen holds. `lookedAt`: epoch milliseconds; who approves what may change with no commit. */
export function refusedAsOld(lookedAt: number | undefined, now: number): EffectOutcome | undefined {
  if (lookedAt === undefined || now - lookedAt <= HOLDS_MS) return undefined;
  return {
    refused: { status: LOOKED_AT_LONG_AGO, detail: 'it waited for GitHub longer than what was seen of it holds' },
  };
}

/** What was refused so may be done once it was looked at again. */
export function isToBeLookedAt(status: number): boolean {
  return status === HEAD_MOVED || status === LOOKED_AT_LONG_AGO;
}

export function later(seconds: number, reason: string): { kind: 'later'; afterMs: number; reason: string } {
  return { kind: 'later', afterMs: seconds * 1000, reason };
}

/** What is done to an issue that is no more needs nobody to decide anything: its task ends. */
export function judgeOnIssue(failure: GitHubError): CallResult<EffectOutcome> {
  return failure.status === GONE ? refused(failure) : judgeFailure(failure);
}

/** An answer tells of what has happened: where GitHub does not let it be, nobody has to decide anything. */
export function judgeCourtesy(failure: GitHubError): CallResult<EffectOutcome> {
  const isRefused = failure.reason === 'forbidden' || failure.reason === 'not_found' || failure.reason === 'invalid';
  return isRefused ? refused(failure) : judgeFailure(failure);
}

/** For a lookup on an issue: whether it had been done before that was gone does not matter. @throws what else there is */
export function refusedWhereGone(error: unknown): ReturnType<typeof refused> {
  if (error instanceof GitHubError && error.status === GONE) return refused(error);
  throw error;
}

const GONE = 410;
