import { describe, expect, it } from 'vitest';
import { chanceFaults } from './engine/fault-source.ts';
import { createRandom } from './engine/random.ts';
import { NO_FAULTS } from './faults.ts';
import { FAMILIES } from './people/families.ts';
import { runWorld } from './run-world.ts';

describe('a world without faults', () => {
  it.each(FAMILIES)('breaks nothing and parks nothing: %s', { timeout: 60_000 }, async (family) => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const world = await runWorld({ seed, family, faultsOf: (coverage) => chanceFaults(seed, NO_FAULTS, coverage) });
      expect(world.violations).toEqual([]);
      expect(world.parked).toBe(0);
    }
  });
});

describe('chance', () => {
  it('is the same for the same seed and label, and another for others', () => {
    const draw = (seed: number, label: string) => Array.from({ length: 5 }, createRandom(seed, label).next);
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  });
});
