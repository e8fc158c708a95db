import { describe, expect, it } from 'vitest';
import { AFTER_GATE_FROM } from '../campaign/drawn-from.ts';
import { CRASHES, type CrashesAt, crashesOfGate, everyCrash } from '../campaign/every-crash.ts';
import { SCRIPTS } from '../people/scripts.ts';

/** After the gate those are left that it has not made. */
const ofGate: CrashesAt = AFTER_GATE_FROM === undefined ? () => [] : crashesOfGate(AFTER_GATE_FROM);
const crashesAt: CrashesAt = (call) => CRASHES.filter((crash) => !ofGate(call).includes(crash));

describe('a crash before or after any call', () => {
  it.each(SCRIPTS)('changes nothing of how it ends: %s', async (script) => {
    const { worlds, problems } = await everyCrash(script, crashesAt);
    expect(problems).toEqual([]);
    expect(worlds).toBeGreaterThan(2);
  });
});
