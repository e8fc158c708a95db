/** What the gate says: a heading per step, the table of steps, and the line that other programs read. */

export type StepResult = {
  name: string;
  seconds: number;
  passed: number;
  failed: number;
  skipped: number;
  /** What to do about it, where the step's own output does not say. */
  note?: string;
};

export function stepHeadingMessage(name: string): string {
  return `\n── ${name} ${'─'.repeat(Math.max(3, 70 - name.length))}`;
}

export function stepsTableMessage(results: readonly StepResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length), 16) + 2;
  const rows = results.map((result) => stepRow(result, width));
  return `\n${'step'.padEnd(width)}${'time'.padStart(8)}  result\n${rows.join('\n')}`;
}

function stepRow({ name, seconds, passed, failed, skipped, note }: StepResult, width: number): string {
  const verdict = failed > 0 ? `FAILED (${countsText(passed, failed, skipped)})` : countsText(passed, failed, skipped);
  return `${name.padEnd(width)}${`${seconds.toFixed(1)} s`.padStart(8)}  ${verdict}${note ? ` – ${note}` : ''}`;
}

/** `N passed, N failed`, with `, N skipped` only where there are some. Gate steps and single tests count alike. */
export function totalsMessage(results: readonly StepResult[]): string {
  const sum = (of: (result: StepResult) => number) => results.reduce((total, result) => total + of(result), 0);
  return countsText(
    sum((result) => result.passed),
    sum((result) => result.failed),
    sum((result) => result.skipped),
  );
}

function countsText(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
