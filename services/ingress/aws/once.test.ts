/** Something expensive is done once, and again only after it failed. */
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
});
