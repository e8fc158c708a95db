/** What the gate asks of a family: its first 10 worlds hold, and 25 more, other ones for each commit. */
import { expect } from 'vitest';
import { DRAWN_FROM } from './campaign/drawn-from.ts';
import { runSeeds } from './campaign/run-seeds.ts';
import { failureMessage } from './campaign/texts.ts';
import type { Family } from './people/families.ts';

const FIXED = 10;
const DRAWN = 25;

/** In this process: loading everything in threads would take longer than so few worlds. */
export async function expectWorldsHold(family: Family): Promise<void> {
  const fixed = await runSeeds({ from: 1, count: FIXED, family });
  const drawn = await runSeeds({ from: DRAWN_FROM, count: DRAWN, family });
  expect([...fixed.failures, ...drawn.failures].map(failureMessage)).toEqual([]);
  expect([fixed.worlds, drawn.worlds]).toEqual([FIXED, DRAWN]);
}
