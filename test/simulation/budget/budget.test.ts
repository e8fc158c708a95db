/** Wishes in words around midnight, with everything that can go wrong: the budget of each day holds. */
import { expect, it } from 'vitest';
import { runBudgetWorld } from './budget-world.ts';

const SEEDS = Array.from({ length: 80 }, (_, index) => index + 1);

it('no world spends more than the budget of a day, or answers a wish twice', async () => {
  const reports = await Promise.all(SEEDS.map((seed) => runBudgetWorld(seed)));
  const violations = reports.flatMap((report, index) =>
    report.violations.map((each) => ({ seed: SEEDS[index], ...each })),
  );
  expect(violations).toEqual([]);
  const sum = (of: (report: (typeof reports)[number]) => number) => reports.reduce((all, each) => all + of(each), 0);
  // Or nothing would have been shown.
  expect(sum(({ crossed }) => Number(crossed))).toBeGreaterThan(20);
  expect(sum(({ answered }) => answered)).toBeGreaterThan(200);
  expect(sum(({ wishes, answered }) => wishes - answered)).toBeGreaterThan(200);
  expect(sum(({ calls }) => calls)).toBeGreaterThan(sum(({ answered }) => answered));
});

it('would see it if more were spent', async () => {
  const reports = await Promise.all(SEEDS.slice(0, 20).map((seed) => runBudgetWorld(seed, 1)));
  const broken = reports.flatMap(({ violations }) => violations.map(({ invariant }) => invariant));
  expect(broken).toContain('no more is spent than the budget');
});

it('goes the same way each time', async () => {
  expect(await runBudgetWorld(7)).toEqual(await runBudgetWorld(7));
});
