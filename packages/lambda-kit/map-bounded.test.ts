import { describe, expect, it } from 'vitest';
import { mapBounded } from './worker.ts';

describe('mapBounded', () => {
  it('gives results in the order of the items, whichever ends first', async () => {
    const gates = new Map<number, () => void>();
    const results = mapBounded([1, 2, 3], 3, async (item) => {
      await new Promise<void>((resolve) => gates.set(item, resolve));
      return item * 10;
    });
    for (const item of [3, 1, 2]) gates.get(item)?.();
    expect(await results).toEqual([10, 20, 30]);
  });

  it('begins nothing more once a task has failed', async () => {
    const begun: number[] = [];
    const fail = async (item: number) => {
      begun.push(item);
      throw new Error('no');
    };
    await expect(mapBounded([1, 2, 3, 4], 2, fail)).rejects.toThrow('no');
    expect(begun).toEqual([1, 2]);
  });
});
