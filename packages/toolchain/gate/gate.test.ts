import { describe, expect, it } from 'vitest';
import { countTests, testOutcome } from './count-tests.ts';
import { stepsTableMessage, totalsMessage } from './gate-messages.ts';

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const step = { name: 'types', seconds: 1.24, passed: 1, failed: 0, skipped: 0 };

describe('counting tests', () => {
  it('passes what passed', () => {
    expect(countTests(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  it('fails when there is nothing to run', () => {
    expect(countTests({ ...report, numPassedTests: 0 }, 0)).toMatchObject({ failed: 1, note: 'no test was found' });
  });

  it('counts a file that could not be loaded', () => {
    const broken = { name: 'a.test.ts', status: 'failed', assertionResults: [] };
    expect(countTests({ ...report, testResults: [broken] }, 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('counts a failed test once, not its file as well', () => {
    const file = { name: 'a.test.ts', status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(countTests({ ...report, numFailedTests: 1, testResults: [file] }, 1)).toMatchObject({ failed: 1 });
  });

  it('fails when vitest does, though every test passed', () => {
    expect(countTests(report, 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('fails when vitest left no report', () => {
    expect(testOutcome('no/such/file.json', 1)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('what the gate says', () => {
  it('sums steps and tests in its last line', () => {
    expect(totalsMessage([step, { ...step, passed: 40, failed: 2 }])).toBe('41 passed, 2 failed');
    expect(totalsMessage([{ ...step, skipped: 1 }])).toBe('1 passed, 0 failed, 1 skipped');
  });

  it('shows each step with its time', () => {
    const failed = { ...step, name: 'tests', seconds: 61, passed: 9, failed: 1, note: 'see above' };
    expect(stepsTableMessage([step, failed])).toMatchInlineSnapshot(`
      "
      step                  time  result
      types                1.2 s  1 passed, 0 failed
      tests               61.0 s  FAILED (9 passed, 1 failed) – see above"
    `);
  });
});
