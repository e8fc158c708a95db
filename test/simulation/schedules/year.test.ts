/** A few years of schedules; the proof lives through more of them. */
import { expect, it } from 'vitest';
import { runYear } from './year.ts';

it('each slot of a year once: in two time zones, with daylight saving and holidays, whatever AWS and crashes do', async () => {
  for (let seed = 1; seed <= 40; seed += 1) expect(await runYear(seed), `seed ${seed}`).toEqual([]);
});
