/** A few years of schedules; the proof lives through more of them. */
import { expect, it } from 'vitest';
import { runYear } from './year.ts';

it('each slot of a year once: in two time zones, with daylight saving and holidays, whatever AWS and crashes do', async () => {
  // The last one has a slot that is tried again until it is too late, and comes once more.
  for (const seed of [...Array(40).keys(), 3783]) expect(await runYear(seed), `seed ${seed}`).toEqual([]);
});
