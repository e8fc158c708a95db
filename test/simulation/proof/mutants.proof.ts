import { beforeAll, describe, expect, it } from 'vitest';
import type { Hunt } from '../mutants/hunt.ts';
import { huntAll } from '../mutants/hunt-all.ts';
import { MUTANTS } from '../mutants/mutants.ts';

let hunts: Hunt[];
beforeAll(async () => {
  hunts = await huntAll(MUTANTS);
});

describe('the simulator kills every mutant', () => {
  it.each(MUTANTS.map(({ name, why }) => [name, why]))('“%s”: %s', (name) => {
    expect(hunts.find((hunt) => hunt.name === name)?.killedBy).toEqual(expect.any(String));
  });
});
