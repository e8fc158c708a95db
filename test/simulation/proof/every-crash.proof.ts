import { describe, expect, it } from 'vitest';
import { AFTER_GATE_FROM } from '../campaign/drawn-from.ts';
import { CRASHES, type CrashesAt, crashesAfterGate, everyCrash } from '../campaign/every-crash.ts';
import { SCRIPTS } from '../people/scripts.ts';

const crashesAt: CrashesAt = AFTER_GATE_FROM === undefined ? () => CRASHES : crashesAfterGate(AFTER_GATE_FROM);

describe('a crash before or after any call', () => {
  it.each(SCRIPTS)('changes nothing of how it ends: %s', async (script) => {
    const { worlds, problems } = await everyCrash(script, crashesAt);
    expect(problems).toEqual([]);
    expect(worlds).toBeGreaterThan(2);
  });
});
