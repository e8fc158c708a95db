import { describe, expect, it } from 'vitest';
import { decideStoreWait, shortestWait, type Waiter } from './decide-store-wait.ts';

const WAITER = { messageId: 'm1', earlier: 0, firstSentAt: 0, fifo: false };
const buildWaiter = (overrides: Partial<Waiter> = {}): Waiter => ({ ...WAITER, ...overrides });
const many = Array.from({ length: 1000 }, (_, index) => `m${index}`);

describe('how long a message waits for the store', () => {
  it.each([
    [0, 4, 8],
    [1, 8, 16],
    [2, 16, 32],
    [3, 30, 60],
    [50, 30, 60],
  ])('after %i earlier tries it is %i to %i seconds, all of them as likely', (earlier, shortest, longest) => {
    const waits = many.map((messageId) => decideStoreWait(buildWaiter({ messageId, earlier }), 0) ?? -1);
    expect(Math.min(...waits)).toBe(shortest);
    expect(Math.max(...waits)).toBe(longest);
    const counts = [...Map.groupBy(waits, (seconds) => seconds).values()].map(({ length }) => length);
    expect(counts).toHaveLength(longest - shortest + 1);
    expect(Math.max(...counts)).toBeLessThan((2 * many.length) / counts.length);
  });

  it('is the same for the same message', () => {
    expect(decideStoreWait(buildWaiter(), 5)).toBe(decideStoreWait(buildWaiter(), 9));
  });

  it('is longer on a FIFO queue, whose receives last half an hour then', () => {
    const waits = Array.from({ length: 19 }, (_, earlier) => decideStoreWait(buildWaiter({ earlier, fifo: true }), 0));
    expect(Math.max(...waits.map((seconds) => seconds ?? 0))).toBeLessThanOrEqual(300);
    expect(waits.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0)).toBeGreaterThan(30 * 60);
  });

  it('ends after an hour', () => {
    expect(decideStoreWait(buildWaiter({ firstSentAt: 1000 }), 3_601_000)).toBeGreaterThan(0);
    expect(decideStoreWait(buildWaiter({ firstSentAt: 1000 }), 3_601_001)).toBeUndefined();
  });
});

describe('how long a message of a FIFO queue waits at least', () => {
  const waits = Array.from({ length: 19 }, (_, index) => shortestWait(index + 1));

  it('is nothing at first, and more with every receive that is spent', () => {
    expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 0, 2, 4, 8]);
    expect(Math.max(...waits)).toBe(900);
  });

  it('makes 20 receives outlast an hour, however shortly each wait was asked for', () => {
    expect(waits.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(3600);
  });
});
