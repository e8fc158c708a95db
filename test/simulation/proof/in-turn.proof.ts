/** Many worlds more, of all families in turn. */
import { expect, it } from 'vitest';
import { DRAWN_FROM } from '../campaign/drawn-from.ts';
import { runOnThreads } from '../campaign/run-on-threads.ts';
import { coverageMessage, failureMessage } from '../campaign/texts.ts';

/** After those of the families' own. */
const FROM = DRAWN_FROM + 2000;
const WORLDS = Number(process.env.WORLDS_IN_TURN ?? 20_000);

it(`${WORLDS} worlds of all families, from seed ${FROM} on, break no invariant`, async () => {
  const tally = await runOnThreads({ from: FROM, count: WORLDS });
  console.log(coverageMessage(tally));
  expect(tally.failures.map(failureMessage)).toEqual([]);
  expect(tally.worlds).toBe(WORLDS);
  expect(tally.completed / tally.plans).toBeGreaterThan(0.2);
});
