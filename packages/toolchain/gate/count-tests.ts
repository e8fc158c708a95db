/** Counts what vitest ran, from its JSON report, so that nothing that went wrong counts as nothing. */
import { existsSync, readFileSync } from 'node:fs';
import type { StepResult } from './gate-messages.ts';

export type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
};

export type TestOutcome = Pick<StepResult, 'passed' | 'failed' | 'skipped' | 'note'>;

/** Reads the report that a vitest run left at `path`; `exitCode` is the run's own. */
export function testOutcome(path: string, exitCode: number): TestOutcome {
  if (!existsSync(path))
    return { passed: 0, failed: 1, skipped: 0, note: 'vitest left no report; see its output above' };
  return countTests(JSON.parse(readFileSync(path, 'utf8')), exitCode);
}

export function countTests(report: VitestReport, exitCode: number): TestOutcome {
  const brokenFiles = report.testResults.filter(isBrokenFile).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  if (counts.failed > 0) return counts;
  if (counts.passed === 0) return { ...counts, failed: 1, note: 'no test was found' };
  if (exitCode !== 0) return { ...counts, failed: 1, note: 'vitest failed outside a test; see its output above' };
  return counts;
}

/** A file that could not be loaded, or whose hooks failed, has no failed test to count. */
function isBrokenFile(file: VitestReport['testResults'][number]): boolean {
  return file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
}
