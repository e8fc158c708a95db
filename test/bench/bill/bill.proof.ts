/** What a stage costs a month, from what the local stack counts: `pnpm exec vitest run --config=test/simulation/proof/vitest.config.ts bill`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourcesOf } from '../../infra/find-resources.ts';
import { runProgram } from '../../infra/run-program.ts';
import { type Bill, billOf, type Counted, type Standing, totalOf } from './bill.ts';
import { A_DAY, countDay } from './count-day.ts';

const DAYS = 30;
const COST_PAGE = readFileSync(new URL('../../../docs/cost.md', import.meta.url), 'utf8');

let day: Record<string, Counted>;
let standing: Standing;

it('is counted on the local stack', async () => {
  standing = standingOf(await runProgram('dev'));
  day = await countDay();
  expect(Object.keys(day)).toEqual(Object.keys(A_DAY));
}, 300_000);

function standingOf(world: Awaited<ReturnType<typeof runProgram>>): Standing {
  const mappings = resourcesOf(world, 'mapping').map(({ inputs }) => inputs['eventSourceArn']);
  const alarmMetrics = resourcesOf(world, 'alarm').length;
  const customMetrics = world.resources.filter(({ type }) => type.endsWith(':LogMetricFilter')).length;
  const kinds = mappings.map((arn) => (String(arn).endsWith('.fifo') ? ('fifo' as const) : ('standard' as const)));
  return { mappings: kinds, alarmMetrics, customMetrics };
}

/** `busier`: that many times as many commands and webhooks; the clock goes as before. */
function monthly(busier: number): Bill {
  const month = Object.entries(A_DAY).map(([name, { times, isByClock = false }]) => {
    const counted = day[name];
    if (counted === undefined) throw new Error(`Nobody has counted ${name}.`);
    return { counted, times: DAYS * times * (isByClock ? 1 : busier), isByClock };
  });
  return billOf(standing, month);
}

/** The row's dollars, at the volume, at 10 times, and at 100 times. */
function shownOf(row: string): number[] {
  const cells = new RegExp(`\\| ${row} +\\|(.*)\\|`).exec(COST_PAGE)?.[1]?.split('|') ?? [];
  return cells.map((cell) => Number(cell.replaceAll(/[^\d.]/g, '')));
}

/** Dollars: a month at the volume of A_DAY. docs/cost.md says what keeps it above $1.50, and what would lower it. */
const MOST_A_MONTH = 2.6;

describe('a month', () => {
  it('costs what docs/cost.md shows, to a fifth or three cents', () => {
    const bills = [1, 10, 100].map(monthly);
    console.log(tableText([...bills, monthly(0)]), day);
    for (const row of Object.keys(bills[0] ?? {}) as (keyof Bill)[])
      bills.forEach((bill, column) => {
        const shown = shownOf(row)[column] ?? Number.NaN;
        expect([row, column, Math.abs(bill[row] - shown) <= 0.03 + 0.2 * shown]).toEqual([row, column, true]);
      });
    const totals = shownOf('\\*\\*total\\*\\*');
    for (const [column, bill] of bills.entries())
      expect(Math.abs(totalOf(bill) - (totals[column] ?? Number.NaN))).toBeLessThan(0.2 * totalOf(bill));
  });

  it('costs no more than it did', () => {
    expect(totalOf(monthly(1))).toBeLessThanOrEqual(MOST_A_MONTH);
  });
});

type Calls = Pick<Counted, 'queueCalls' | 'writeUnits' | 'readUnits'>;

/** What these ask of AWS: the same at every run, for nothing in them comes at a time of its own. */
const MOST_CALLS: Record<string, Calls> = {
  '/help': { queueCalls: 2, writeUnits: 12, readUnits: 2 },
  '/status': { queueCalls: 2, writeUnits: 10, readUnits: 3 },
  '/verify-latest': { queueCalls: 6, writeUnits: 21, readUnits: 7.5 },
};

function moreThanBefore(counted: Record<string, Counted>): string[] {
  return Object.entries(MOST_CALLS).flatMap(([name, most]) =>
    (Object.keys(most) as (keyof Calls)[])
      .filter((kind) => (counted[name]?.[kind] ?? Number.NaN) > most[kind])
      .map((kind) => `${name}: ${counted[name]?.[kind]} ${kind}, at most ${most[kind]}`),
  );
}

describe('what a command asks of AWS', () => {
  it('is no more than it was', () => {
    expect(moreThanBefore(day)).toEqual([]);
  });

  it.each(['queueCalls', 'writeUnits'] as const)('is too much with one more of the %s', (kind) => {
    const more = Object.entries(day).map(([name, counted]) => [name, { ...counted, [kind]: counted[kind] + 1 }]);
    expect(moreThanBefore(Object.fromEntries(more))).toHaveLength(Object.keys(MOST_CALLS).length);
  });
});

function tableText(bills: readonly Bill[]): string {
  const rows = Object.keys(bills[0] ?? {}) as (keyof Bill)[];
  const cells = (values: readonly number[]) => values.map((value) => `$${value.toFixed(2)}`).join(' | ');
  const lines = rows.map((row) => `| ${row} | ${cells(bills.map((bill) => bill[row]))} |`);
  return ['', ...lines, `| **total** | ${cells(bills.map(totalOf))} |`].join('\n');
}
