import { describe, expect, it } from 'vitest';
import { runOnThreads } from './campaign/run-on-threads.ts';
import { failureMessage } from './campaign/texts.ts';

describe('2,000 worlds of deploys', () => {
  it('break no invariant, and end in every way', { timeout: 240_000 }, async () => {
    const { failures, counts, parked, requests } = await runOnThreads({ from: 1, count: 2000, family: 'deploy' });
    expect(failures.map(failureMessage)).toEqual([]);
    expect(parked).toBeLessThanOrEqual(0.005 * requests);
    for (const state of ['succeeded', 'failed', 'cancelled', 'abandoned'])
      expect(counts.seen[`a follow ${state}`]).toBeGreaterThan(0);
    for (const fault of ['lost-answer', 'refused-after', 'rate-limited'])
      for (const call of ['dispatchWorkflow', 'rerunFailedJobs', 'cancelWorkflowRun'])
        expect(counts.cells[`github.${call} × ${fault}`]).toBeGreaterThan(0);
  });
});
