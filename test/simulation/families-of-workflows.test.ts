import { describe, it } from 'vitest';
import { FOLLOW_FAMILIES } from './people/families.ts';
import { expectWorldsHold } from './test-family-worlds.ts';

describe('worlds of workflows that are started, tracked and looked into', () => {
  it.each(FOLLOW_FAMILIES)('break no invariant: %s', { timeout: 180_000 }, async (family) => {
    await expectWorldsHold(family);
  });
});
