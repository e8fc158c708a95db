import { describe, expect, it } from 'vitest';
import { runOnThreads } from './campaign/run-on-threads.ts';
import { failureMessage } from './campaign/texts.ts';

describe('2,000 worlds of verifications', () => {
  it('break no invariant, whatever the site does', { timeout: 240_000 }, async () => {
    const { failures, counts, parked, requests } = await runOnThreads({ from: 1, count: 2000, family: 'verify' });
    expect(failures.map(failureMessage)).toEqual([]);
    expect(parked).toBeLessThanOrEqual(0.005 * requests);
    for (const verdict of ['ok', 'bad']) expect(counts.seen[`a verify was ${verdict}`]).toBeGreaterThan(0);
    for (const fault of ['refused', 'no-answer', 'crash-after', 'freeze-after', 'down', 'wrong type', 'stale'])
      expect(counts.cells[`probe.get × ${fault}`]).toBeGreaterThan(0);
  });
});
