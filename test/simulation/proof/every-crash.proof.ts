import { describe, expect, it } from 'vitest';
import { CRASHES, everyCrash } from '../campaign/every-crash.ts';
import { SCRIPTS } from '../people/scripts.ts';

describe('a crash before or after any call', () => {
  it.each(SCRIPTS)('changes nothing of how it ends: %s', async (script) => {
    const { worlds, problems } = await everyCrash(script, () => CRASHES);
    expect(problems).toEqual([]);
    expect(worlds).toBeGreaterThan(2);
  });
});
