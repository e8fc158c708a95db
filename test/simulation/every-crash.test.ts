import { describe, expect, it } from 'vitest';
import { DRAWN_FROM } from './campaign/drawn-from.ts';
import { CRASHES, type CrashesAt, everyCrash } from './campaign/every-crash.ts';
import { SCRIPTS } from './people/scripts.ts';

/** Every other call before it, the others after it; the other way round with every other commit. The proof has both. */
const oneAtEach: CrashesAt = (call) => CRASHES.slice((call + DRAWN_FROM) % 2).slice(0, 1);

describe('a crash at any call', () => {
  it.each(SCRIPTS)('changes nothing of how it ends: %s', { timeout: 120_000 }, async (script) => {
    const { worlds, problems } = await everyCrash(script, oneAtEach);
    expect(problems).toEqual([]);
    expect(worlds).toBeGreaterThan(2);
  });
});
