import { describe, expect, it } from 'vitest';
import { DRAWN_FROM } from './campaign/drawn-from.ts';
import { crashesOfGate, everyCrash } from './campaign/every-crash.ts';
import { SCRIPTS } from './people/scripts.ts';

describe('a crash at any call', () => {
  it.each(SCRIPTS)('changes nothing of how it ends: %s', { timeout: 120_000 }, async (script) => {
    const { worlds, problems } = await everyCrash(script, crashesOfGate(DRAWN_FROM));
    expect(problems).toEqual([]);
    expect(worlds).toBeGreaterThan(1);
  });
});
