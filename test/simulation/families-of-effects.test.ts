import { describe, expect, it } from 'vitest';
import { runOnThreads } from './campaign/run-on-threads.ts';
import { failureMessage } from './campaign/texts.ts';

describe('2,000 worlds of effects on GitHub', () => {
  it('break no invariant, and meet every kind of fault', { timeout: 180_000 }, async () => {
    const { failures, counts } = await runOnThreads({ from: 1, count: 2000, family: 'effects' });
    expect(failures.map(failureMessage)).toEqual([]);
    for (const fault of ['late', 'lost-answer', 'refused-after', 'crash-after', 'freeze-after', 'rate-limited'])
      expect(counts.cells[`github.createComment × ${fault}`]).toBeGreaterThan(0);
    expect(counts.seen['an effect was parked']).toBeGreaterThan(0);
  });
});
