/** Numbers about lengths: which are the longest, and where the middle and the upper tenth lie. */

export type Measured = { file: string; line: number; name: string; lines: number };
export type Bounds = { median?: number; p90?: number; max?: number };

export type Measures = { what: string; bounds: Bounds; measured: readonly Measured[] };

/** The value below which `share` of them lie (nearest rank); 0 of nothing. */
export function percentile(measured: readonly Measured[], share: number): number {
  const sorted = measured.map(({ lines }) => lines).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export function longest(measured: readonly Measured[], count: number): Measured[] {
  return [...measured].sort((a, b) => b.lines - a.lines).slice(0, count);
}
