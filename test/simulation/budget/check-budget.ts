/** What holds of wishes in words in every world: nobody spends more than the budget, and each is answered the same, once. */
import { isDeepStrictEqual } from 'node:util';
import { NANO, type Spending, spentOf } from '@valine/records';
import type { Engine } from '../engine/engine.ts';
import type { PaidCall } from '../platforms/sim-model.ts';
import type { StoreWatch } from '../platforms/sim-store.ts';
import type { BudgetWorld, Reservations } from './parts.ts';

/** In US dollars for a million tokens. */
export const PRICE = { input: 1, output: 4 };
const MOST_BYTES = 100_000;

/** Also: a record that grows without end. */
export function watchReservations({ report }: Pick<Engine, 'report'>, reservations: Reservations): StoreWatch['wrote'] {
  return (_previous, next) => {
    if (next.kind !== 'spending') return;
    for (const { id, nanoUsd } of next.open)
      if (!reservations.has(id)) reservations.set(id, { day: next.day, nanoUsd });
    if (JSON.stringify(next).length > MOST_BYTES) report('a record stays small', next.id);
  };
}

export function checkBudget(world: BudgetWorld, wishes: number): void {
  checkCalls(world);
  for (const record of world.store.all()) if (record.kind === 'spending') checkDay(world, record);
  checkAnswers(world, wishes);
}

/** What is paid for was reserved before, at no less than it cost, and once. */
function checkCalls({ engine, model, reservations }: BudgetWorld): void {
  const seen = new Set<string>();
  for (const call of model.paid) {
    const reserved = reservations.get(call.id);
    if (reserved === undefined) engine.report('what is paid for was reserved', call.id);
    else if (costOf(call) > reserved.nanoUsd) engine.report('the worst case is the worst', call.id);
    if (seen.has(call.id)) engine.report('a reservation is for one call', call.id);
    seen.add(call.id);
  }
}

/** `spent`: what the record says; it may be more than the truth, and never less. */
function checkDay({ engine, model, reservations, budgetUsd, sent }: BudgetWorld, record: Spending): void {
  const truth = model.paid
    .filter(({ id }) => reservations.get(id)?.day === record.day)
    .reduce((sum, call) => sum + costOf(call), 0);
  const spent = spentOf(record);
  if (truth > budgetUsd * NANO) engine.report('no more is spent than the budget', `${record.day}: ${truth / NANO}`);
  if (spent > budgetUsd * NANO) engine.report('no more is reserved than the budget', `${record.day}: ${spent / NANO}`);
  if (spent < truth) engine.report('what is spent is counted', `${record.day}: ${truth - spent} too little`);
  const warnings = new Set(sent.flatMap((body) => keyOf(body) ?? []).filter((key) => key === `budget:${record.day}`));
  if (warnings.size > 0 && !record.isWarned) engine.report('a warning is remembered', record.day);
}

function checkAnswers({ engine, told }: BudgetWorld, wishes: number): void {
  if (told.size < wishes) engine.report('every wish is answered', `${told.size} of ${wishes}`);
  for (const [id, [first, ...others]] of told)
    if (!others.every((other) => isDeepStrictEqual(other, first))) engine.report('a wish has one answer', id);
}

/** Each on its own is rounded up, as the code has it. */
function costOf({ inputTokens, outputTokens }: PaidCall): number {
  return Math.ceil((inputTokens * PRICE.input + outputTokens * PRICE.output) * 1000);
}

function keyOf(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && 'key' in body && typeof body.key === 'string'
    ? body.key
    : undefined;
}
