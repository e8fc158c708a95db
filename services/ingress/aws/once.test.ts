/** Something expensive is done once, and again only after it failed. */
import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { once } from './once.ts';

describe('once', () => {
  it('makes one thing for everybody, those at the same moment among them', async () => {
    let made = 0;
    const get = once(async () => ++made);
    expect(await Promise.all([get(), get()])).toEqual([1, 1]);
    expect(await get()).toBe(1);
  });

  it('tries again after a failure', async () => {
    let tries = 0;
    const get = once(async () => {
      tries += 1;
      if (tries === 1) throw new Error('not yet');
      return tries;
    });
    await expect(get()).rejects.toThrow('not yet');
    expect(await get()).toBe(2);
  });

  it('lets a failure stand as long as it is told to', async () => {
    const clock = manualClock();
    let tries = 0;
    const get = once(() => Promise.reject(new Error(`failure ${++tries}`)), { rememberMs: 5_000, clock });
    await expect(get()).rejects.toThrow('failure 1');
    clock.advance(4_999);
    await expect(get()).rejects.toThrow('failure 1');
    clock.advance(1);
    await expect(get()).rejects.toThrow('failure 2');
  });
});
