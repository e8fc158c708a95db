import { describe, expect, it } from 'vitest';
import { decideRetry } from './decide-retry.ts';

const requestedAt = Date.UTC(2026, 2, 2, 9);
const minutes = (count: number) => requestedAt + count * 60_000;

describe('a reconcile that GitHub did not answer', () => {
  it('waits twice as long every time, five minutes at most', () => {
    const seconds = [0, 1, 2, 5, 6, 99].map((waits) =>
      decideRetry({ isTransient: true }, requestedAt, requestedAt, waits),
    );
    expect(seconds).toEqual([5, 10, 20, 160, 300, 300].map((seconds) => ({ kind: 'wait', seconds })));
  });

  it('does not come back before GitHub wants it to', () => {
    const limited = { isTransient: true, retryAfterSeconds: 600 };
    expect(decideRetry(limited, requestedAt, requestedAt, 0)).toEqual({ kind: 'wait', seconds: 600 });
  });

  it('is given up after half an hour, or when it would wait beyond', () => {
    expect(decideRetry({ isTransient: true }, requestedAt, minutes(24), 9)).toEqual({ kind: 'wait', seconds: 300 });
    expect(decideRetry({ isTransient: true }, requestedAt, minutes(26), 9)).toEqual({ kind: 'give_up' });
    const limited = { isTransient: true, retryAfterSeconds: 3600 };
    expect(decideRetry(limited, requestedAt, requestedAt, 0)).toEqual({ kind: 'give_up' });
  });

  it('does not wait for what waiting cannot mend', () => {
    expect(decideRetry({ isTransient: false }, requestedAt, requestedAt, 0)).toEqual({ kind: 'fail' });
  });
});
