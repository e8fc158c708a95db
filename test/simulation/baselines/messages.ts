/** What `pnpm simulate --baselines` prints. */
import type { Comparison } from './compare.ts';

/** A Markdown table: a row for each figure, a column for each design. */
export function comparisonMessage(comparisons: readonly Comparison[]): string {
  const invariants = [...new Set(comparisons.flatMap(({ broken }) => [...broken.keys()]))].sort();
  const share = (part: number, whole: number) => `${part} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
  const rows = [
    ['', ...comparisons.map(({ name }) => name)],
    comparisons.reduce((line) => `${line}---|`, '|---|'),
    ['worlds', ...comparisons.map(({ worlds }) => `${worlds}`)],
    ['messages to be shown', ...comparisons.map(({ messages }) => `${messages}`)],
    ['of those made more than once', ...comparisons.map(({ doubled, messages }) => share(doubled, messages))],
    ['lines in threads to be made', ...comparisons.map(({ lines }) => `${lines}`)],
    ['of those made more than once', ...comparisons.map(({ doubledLines, lines }) => share(doubledLines, lines))],
    ['effects on GitHub to be made', ...comparisons.map(({ effects }) => `${effects}`)],
    [
      'of those made more than once',
      ...comparisons.map(({ doubledEffects, effects }) => share(doubledEffects, effects)),
    ],
    ['questions never answered', ...comparisons.map(({ lost }) => `${lost}`)],
    ['parked for an operator', ...comparisons.map(({ parked }) => `${parked}`)],
    ['of those where no credentials are refused', ...comparisons.map(({ parkedInBaseMix }) => `${parkedInBaseMix}`)],
    ['worlds with a violation', ...comparisons.map(({ brokenWorlds, worlds }) => share(brokenWorlds, worlds))],
    ...invariants.map((name) => [`– ${name}`, ...comparisons.map(({ broken }) => `${broken.get(name) ?? 0}`)]),
  ];
  return rows.map((row) => (typeof row === 'string' ? row : `| ${row.join(' | ')} |`)).join('\n');
}
