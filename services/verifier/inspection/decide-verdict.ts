/** What a report says in one word: only what was seen to be well is ok. */
import type { CheckResult, CheckVerdict, Report } from '@valine/contracts';

type Facts = Pick<Report, 'conclusion'> & { checks: readonly Pick<CheckResult, 'verdict'>[] };

/** `bad` if the run did not succeed or a check is bad, `ok` if it did and all are ok, else `unknown`. */
export function decideVerdict({ conclusion, checks }: Facts): CheckVerdict {
  if (conclusion !== null && conclusion !== 'success') return 'bad';
  if (checks.some(({ verdict }) => verdict === 'bad')) return 'bad';
  const seen = conclusion === 'success' && checks.length > 0;
  return seen && checks.every(({ verdict }) => verdict === 'ok') ? 'ok' : 'unknown';
}
