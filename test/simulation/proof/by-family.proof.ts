/** Many worlds of each family: they hold, next to nothing is parked, and they see what they are there for. */
import { describe, expect, it } from 'vitest';
import { DRAWN_FROM } from '../campaign/drawn-from.ts';
import { runOnThreads } from '../campaign/run-on-threads.ts';
import { failureMessage } from '../campaign/texts.ts';
import { FAMILIES, type Family, PLAN_FAMILIES } from '../people/families.ts';
import { unseenBy } from './expected-sights.ts';

/** Private answers that what stands before Discord held back beyond the life of their token are most of them. */
const MOST_PARKED = 0.01;
/** Families that have no others: what admins set, and who is linked, is for one person's eyes. */
const PRIVATE: readonly Family[] = ['admin', 'identity'];
const MOST_PARKED_OF_PRIVATE = 0.04;
/** Of each family. */
const WORLDS = Number(process.env.WORLDS ?? 2000);
/** As many show all that a family is there for. */
const ENOUGH = 2000;

const OF_PLANS: readonly Family[] = PLAN_FAMILIES;
const ofPlans = { plans: 0, completed: 0 };

describe(`${WORLDS} worlds of a family, from seed ${DRAWN_FROM} on`, () => {
  it.each(FAMILIES)('break no invariant: %s', async (family) => {
    const { worlds, failures, counts, parked, requests, plans, completed } = await runOnThreads({
      from: DRAWN_FROM,
      count: WORLDS,
      family,
    });
    if (OF_PLANS.includes(family)) {
      ofPlans.plans += plans;
      ofPlans.completed += completed;
    }
    expect(failures.map(failureMessage)).toEqual([]);
    expect(worlds).toBe(WORLDS);
    if (WORLDS >= ENOUGH) expect(unseenBy(family, counts)).toEqual([]);
    const most = PRIVATE.includes(family) ? MOST_PARKED_OF_PRIVATE : MOST_PARKED;
    if (family !== 'effects') expect(parked).toBeLessThanOrEqual(most * requests);
  });

  it('complete a fifth of their plans at least', () => {
    expect(ofPlans.completed / ofPlans.plans).toBeGreaterThan(0.2);
  });
});
