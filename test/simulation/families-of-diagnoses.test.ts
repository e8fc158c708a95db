import { describe, expect, it } from 'vitest';
import { runOnThreads } from './campaign/run-on-threads.ts';
import { failureMessage } from './campaign/texts.ts';

describe('2,000 worlds of diagnoses', () => {
  it('break no invariant, and call what they find by its name', { timeout: 240_000 }, async () => {
    const { failures, counts, parked, requests } = await runOnThreads({ from: 1, count: 2000, family: 'diagnose' });
    expect(failures.map(failureMessage)).toEqual([]);
    expect(parked).toBeLessThanOrEqual(0.005 * requests);
    for (const verdict of ['ok', 'bad', 'unknown']) expect(counts.seen[`a diagnose was ${verdict}`]).toBeGreaterThan(0);
    for (const call of ['requestDispatch', 'dispatchWorkflow', 'downloadArtifact', 'listArtifacts', 'listJobs'])
      for (const fault of ['refused', 'no-answer', 'crash-after', 'freeze-after', 'rate-limited'])
        expect(counts.cells[`github.${call} × ${fault}`]).toBeGreaterThan(0);
  });
});
