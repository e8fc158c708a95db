/** Years of schedules: as many as `YEARS` says. */
import { expect, it } from 'vitest';
import { runYear } from '../schedules/year.ts';

const YEARS = Number(process.env['YEARS'] ?? 500);

it(`each slot once in ${YEARS} years`, async () => {
  for (let seed = 1; seed <= YEARS; seed += 1) expect(await runYear(seed), `seed ${seed}`).toEqual([]);
});
