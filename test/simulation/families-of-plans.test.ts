import { describe, expect, it } from 'vitest';
import type { Tally } from './campaign/tally.ts';
import { PLAN_FAMILIES } from './people/families.ts';
import { expectWorldsHold } from './test-family-worlds.ts';

const tallies: Tally[] = [];

describe('worlds of plans and effects', () => {
  it.each(PLAN_FAMILIES)('break no invariant: %s', { timeout: 180_000 }, async (family) => {
    tallies.push(await expectWorldsHold(family));
  });

  it('complete a fifth of their plans at least', () => {
    const sum = (of: 'plans' | 'completed') => tallies.reduce((total, tally) => total + tally[of], 0);
    expect(sum('completed') / sum('plans')).toBeGreaterThan(0.2);
  });
});
