import { beforeAll, describe, expect, it } from 'vitest';
import { AFTER_GATE_FROM } from '../campaign/drawn-from.ts';
import type { Hunt } from '../mutants/hunt.ts';
import { huntAll } from '../mutants/hunt-all.ts';
import { huntedByGate, MUTANTS } from '../mutants/mutants.ts';

/** After the gate those are left that it has not hunted. */
const HUNTED_BEFORE = AFTER_GATE_FROM === undefined ? [] : huntedByGate(AFTER_GATE_FROM);
const HUNTED = MUTANTS.filter((mutant) => !HUNTED_BEFORE.includes(mutant));
let hunts: Hunt[];
beforeAll(async () => {
  hunts = await huntAll(HUNTED);
});

describe('the simulator kills', () => {
  it.each(HUNTED.map(({ name, why }) => [name, why]))('“%s”: %s', (name) => {
    expect(hunts.find((hunt) => hunt.name === name)?.killedBy).toEqual(expect.any(String));
  });
});
