import { describe, it } from 'vitest';
import { PLAN_FAMILIES } from './people/families.ts';
import { expectWorldsHold } from './test-family-worlds.ts';

describe('worlds of plans and effects', () => {
  it.each(PLAN_FAMILIES)('break no invariant: %s', { timeout: 180_000 }, async (family) => {
    await expectWorldsHold(family);
  });
});
