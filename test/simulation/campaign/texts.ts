/** What `pnpm simulate` prints. */
import { neverMet } from './never-met.ts';
import type { Failure, Tally } from './tally.ts';

export type Took = { seconds: number; cpuSeconds: number };

export function summaryMessage(tally: Tally, { seconds, cpuSeconds }: Took): string {
  const faults = Object.values(tally.counts.cells).reduce((sum, count) => sum + count, 0);
  const share = tally.requests === 0 ? 0 : (100 * tally.parked) / tally.requests;
  const lines = [
    ['worlds', `${tally.worlds}`],
    ['violations', `${tally.failures.length}`],
    [
      'worlds per second',
      `${(tally.worlds / seconds).toFixed(0)} (${(tally.worlds / cpuSeconds).toFixed(0)} per CPU second)`,
    ],
    ['faults per world', (faults / tally.worlds).toFixed(1)],
    ['calls per world', (tally.calls / tally.worlds).toFixed(1)],
    ['parked, base mix', `${tally.parked} of ${tally.requests} requests (${share.toFixed(3)} %)`],
    ['plans completed', `${tally.completed} of ${tally.plans} (${percent(tally.completed, tally.plans)})`],
    ['simulated / real time', (tally.lasted / 1000 / seconds).toExponential(2)],
  ];
  return lines.map(([name = '', value]) => `${name.padEnd(24)}${value}`).join('\n');
}

function percent(part: number, whole: number): string {
  return `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1)} %`;
}

/** A row for each operation; the smallest cell below. */
export function coverageMessage({ counts }: Tally): string {
  const rows = new Map<string, string[]>();
  for (const [cell, count] of Object.entries(counts.cells).sort()) {
    const [operation = '', fault = ''] = cell.split(' × ');
    rows.set(operation, [...(rows.get(operation) ?? []), `${fault} ${count}`]);
  }
  const [smallest] = Object.entries(counts.cells).sort(([, a], [, b]) => a - b);
  const seen = Object.entries(counts.seen).map(([what, count]) => `${what}: ${count}`);
  return [
    'fault × operation',
    ...[...rows].map(([operation, faults]) => `  ${operation.padEnd(26)}${faults.join(' · ')}`),
    `smallest cell: ${smallest === undefined ? 'none' : `${smallest[0]} ${smallest[1]}`}`,
    `never met: ${neverMet(counts).join(' · ') || 'nothing'}`,
    `sometimes: ${seen.join(' · ')}`,
  ].join('\n');
}

export function failureMessage({ seed, family, violations }: Failure): string {
  const broken = violations.map(({ invariant, says }) => `  ${invariant}: ${says}`);
  return [
    `❌ seed ${seed}, family ${family}`,
    ...broken,
    `  replay: pnpm simulate --seed ${seed} --family ${family} --trace`,
  ].join('\n');
}
