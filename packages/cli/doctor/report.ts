/** What `valine doctor` prints: a line for each check, what is wrong and what mends it below, and a summary. */
import type { Check, Facts, Problem, Verdict } from '@valine/doctor';

export type Judged = { id: string; about: string; verdict: Verdict };

export function judgeAll(checks: readonly Check<Facts>[], facts: Facts): Judged[] {
  return checks.map(({ id, about, judge }) => ({ id, about, verdict: judge(facts) }));
}

/** 0: all is well. 1: something is wrong. 2: nothing is known to be wrong, but not all could be looked at. */
export function exitCodeOf(judged: readonly Judged[]): 0 | 1 | 2 {
  if (judged.some(({ verdict }) => verdict.is === 'bad')) return 1;
  return judged.some(({ verdict }) => verdict.is === 'unknown') ? 2 : 0;
}

/** What is well is only counted, unless `isWhole`. What keeps several checks from being made is told once. */
export function reportText(judged: readonly Judged[], where: string, { isWhole }: { isWhole: boolean }): string {
  const shown = judged.filter(({ verdict }) => isWhole || verdict.is === 'bad' || verdict.is === 'unknown');
  const told = new Set<string>();
  const lines: string[] = [];
  const alike: string[] = [];
  for (const one of shown) {
    const said = [...new Set(problemsOf(one.verdict).map(problemText))];
    if (one.verdict.is === 'unknown' && said.every((text) => told.has(text))) alike.push(one.id);
    else lines.push([lineText(one), ...said].join('\n'));
    for (const text of said) told.add(text);
  }
  const same = alike.length === 0 ? [] : [`${MARKS.unknown} for the same reason: ${alike.join(', ')}`];
  return [...lines, ...same, ...(shown.length > 0 ? [''] : []), summaryText(judged, where)].join('\n');
}

const MARKS = { good: '✓', bad: '✗', unknown: '?', skipped: '–' } as const;

function lineText({ id, about, verdict }: Judged): string {
  return `${MARKS[verdict.is]} ${id}: ${verdict.is === 'skipped' ? `not looked at, as ${verdict.why}` : about}`;
}

function problemText({ says, mend, fix }: Problem): string {
  return `    ${says}\n      → ${mend}${fix === undefined ? '' : ' (or: --fix)'}`;
}

function problemsOf(verdict: Verdict): readonly Problem[] {
  return 'problems' in verdict ? verdict.problems : [];
}

function summaryText(judged: readonly Judged[], where: string): string {
  const count = (is: Verdict['is']) => judged.filter(({ verdict }) => verdict.is === is).length;
  const [bad, unknown, skipped] = [count('bad'), count('unknown'), count('skipped')];
  if (bad + unknown === 0)
    return `All is well with ${where}: ${count('good')} checks${skipped > 0 ? `, ${skipped} not needed here` : ''}.`;
  const fixable = judged.flatMap(({ verdict }) => problemsOf(verdict)).filter(({ fix }) => fix !== undefined).length;
  const said = [
    ...(bad > 0 ? [`${bad} found something wrong`] : []),
    ...(unknown > 0 ? [`${unknown} could not be made`] : []),
    `${count('good')} well`,
  ];
  const hint = fixable > 0 ? ` valine doctor --fix mends ${fixable} of it.` : '';
  return `${where}: ${said.join(', ')}.${hint}`;
}
