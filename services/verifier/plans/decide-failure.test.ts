import { describe, expect, it } from 'vitest';
import { decideFailure } from './decide-failure.ts';

const asked = Date.UTC(2026, 2, 2, 9);
const minutes = (count: number) => asked + count * 60_000;

describe('a check that GitHub did not answer', () => {
  it('waits twice as long every time, five minutes at most', () => {
    const seconds = [0, 1, 2, 5, 6, 99].map((waits) => decideFailure({ reason: 'unavailable' }, asked, asked, waits));
    expect(seconds).toEqual([5, 10, 20, 160, 300, 300].map((seconds) => ({ kind: 'wait', seconds })));
  });

  it('does not come back before GitHub wants it to', () => {
    const limited = { reason: 'rate_limited', retryAfterSeconds: 600 };
    expect(decideFailure(limited, asked, asked, 0)).toEqual({ kind: 'wait', seconds: 600 });
  });

  it('is given up after half an hour, or when it would wait beyond', () => {
    expect(decideFailure({ reason: 'unavailable' }, asked, minutes(24), 9)).toEqual({ kind: 'wait', seconds: 300 });
    expect(decideFailure({ reason: 'unavailable' }, asked, minutes(26), 9)).toEqual({ kind: 'give_up' });
    const limited = { reason: 'rate_limited', retryAfterSeconds: 3600 };
    expect(decideFailure(limited, asked, asked, 0)).toEqual({ kind: 'give_up' });
  });

  it.each(['unauthorized', 'forbidden', 'not_found', 'invalid'])(
    'does not wait for what waiting cannot mend: %s',
    (reason) => {
      expect(decideFailure({ reason }, asked, asked, 0)).toEqual({ kind: 'fail' });
    },
  );
});
