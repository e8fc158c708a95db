import { describe, expect, it } from 'vitest';
import { runOnThreads } from './campaign/run-on-threads.ts';
import { failureMessage } from './campaign/texts.ts';

describe('2,000 worlds of a family', () => {
  it.each(['plan', 'approve', 'discard', 'help', 'ship', 'status', 'issues', 'doorstep'] as const)(
    'break no invariant: %s',
    { timeout: 180_000 },
    async (family) => {
      const { worlds, failures, parked, requests } = await runOnThreads({ from: 1, count: 2000, family });
      expect(failures.map(failureMessage)).toEqual([]);
      expect(worlds).toBe(2000);
      expect(parked).toBeLessThanOrEqual(0.005 * requests);
    },
  );
});
