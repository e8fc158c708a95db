/** What an hourly look tells of its checks: what was not seen is left out, so that it changes nothing. */
import type { Check } from './check.ts';

/** `says`, `mend`: what is wrong, and what mends it, a sentence each. */
export type Finding = { check: string; is: 'good' | 'bad'; says?: string; mend?: string };

/** `verdicts`: of every check, in a word, for the log. */
export function findingsOf<F>(checks: readonly Check<F>[], facts: F): { findings: Finding[]; verdicts: string[] } {
  const judged = checks.map((check) => ({ check: check.id, verdict: check.judge(facts) }));
  const findings = judged.flatMap(({ check, verdict }): Finding[] => {
    if (verdict.is === 'good') return [{ check, is: 'good' }];
    if (verdict.is !== 'bad') return [];
    const [first, ...others] = verdict.problems;
    return [{ check, is: 'bad', ...(first && toldOf(first, others.length)) }];
  });
  return { findings, verdicts: judged.map(({ check, verdict }) => `${check} ${verdict.is}`) };
}

/** For people in a channel: the rest stands in `valine doctor`. */
function toldOf({ says, mend }: { says: string; mend: string }, more: number): Pick<Finding, 'says' | 'mend'> {
  return { says: more === 0 ? says : `${says} (And ${more} more.)`, mend };
}
