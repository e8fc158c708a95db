import { describe, it } from 'vitest';
import { APART_FAMILIES } from './people/families.ts';
import { expectWorldsHold } from './test-family-worlds.ts';

describe('worlds of plans in a situation of their own', () => {
  it.each(APART_FAMILIES)('break no invariant: %s', { timeout: 180_000 }, async (family) => {
    await expectWorldsHold(family);
  });
});
