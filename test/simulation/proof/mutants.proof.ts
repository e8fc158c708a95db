import { beforeAll, describe, expect, it } from 'vitest';
import { AFTER_GATE_FROM } from '../campaign/drawn-from.ts';
import type { Hunt } from '../mutants/hunt.ts';
import { huntAll } from '../mutants/hunt-all.ts';
import { MUTANTS } from '../mutants/mutants.ts';

/** After the gate the three sixths that come next, with those that take many worlds. */
function isHunted(index: number): boolean {
  if (AFTER_GATE_FROM === undefined) return true;
  const sixth = (index - AFTER_GATE_FROM) % 6;
  return [1, 2, 3].includes((sixth + 6) % 6);
}
const HUNTED = MUTANTS.filter((_, index) => isHunted(index));
let hunts: Hunt[];
beforeAll(async () => {
  hunts = await huntAll(HUNTED);
});

describe('the simulator kills', () => {
  it.each(HUNTED.map(({ name, why }) => [name, why]))('“%s”: %s', (name) => {
    expect(hunts.find((hunt) => hunt.name === name)?.killedBy).toEqual(expect.any(String));
  });
});
