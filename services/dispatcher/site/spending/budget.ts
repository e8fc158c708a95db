/** Reserves and settles what calls to the language model cost, and warns the team when most of a day's budget is spent. */
import type { Notification } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, dayOf, NANO, operationId, spendingId, TransientError } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { type Budget, type Cost, decideReserve, decideSettle, type Reserved, type Settled } from './decide-spending.ts';
import { budgetWarningMessage } from './messages.ts';

export type BudgetPorts = Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'settings'>;

const DAY_MS = 86_400_000;

export type Reservation = { id: string; nanoUsd: number; budget: Budget };

/** For the day that it is now. @throws TransientError */
export async function reserve(
  { store, clock, settings }: BudgetPorts,
  id: string,
  nanoUsd: number,
): Promise<{ reservation: Reservation; verdict: Reserved }> {
  const now = clock.now();
  const budget = { day: dayOf(now), nanoUsd: Math.round(settings.languageModel.maxDailyCostUsd * NANO) };
  const about = { id, nanoUsd, now, budget };
  const { verdict } = await changeRecord(store, 'spending', spendingId(budget.day), (spending) =>
    decideReserve(spending, about),
  );
  return { reservation: { id, nanoUsd, budget }, verdict };
}

/**
 * In the day of the reservation, whatever day it is by now.
 * @returns undefined where the store does not take it: the reservation counts at its worst case then
 */
export async function settle(
  ports: BudgetPorts,
  { id, budget }: Reservation,
  cost: Cost,
): Promise<Settled | undefined> {
  const about = { id, cost, now: ports.clock.now(), budget };
  try {
    const { record, verdict } = await changeRecord(ports.store, 'spending', spendingId(budget.day), (spending) =>
      decideSettle(spending, about, (spentNanoUsd) => warningOf(ports, budget, spentNanoUsd)),
    );
    if (verdict.warns)
      ports.logger.warn('most of the budget of the language model is spent', {
        day: budget.day,
        spent_usd: verdict.spentNanoUsd / NANO,
        budget_usd: budget.nanoUsd / NANO,
      });
    if (record !== undefined) await tellTeam(ports, record);
    return verdict;
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    ports.logger.warn('what a call has cost could not be settled: it counts at its worst case', { reservation: id });
    return undefined;
  }
}

/** Epoch milliseconds. */
export function endOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + DAY_MS;
}

/** The key is that of the day, so it is shown once. */
function warningOf(ports: BudgetPorts, { day, nanoUsd }: Budget, spentNanoUsd: number): Notification[] {
  const { channelId, repository } = ports.settings;
  if (channelId === undefined) return [];
  const id = operationId(repository, `budget ${day}`);
  const message = budgetWarningMessage({ spentNanoUsd, budgetUsd: nanoUsd / NANO, resetsAt: endOfDay(day) });
  const place = { in: 'channel', channelId } as const;
  return [{ type: 'message.shown', id, conversation: id, key: `budget:${day}`, revision: 1, place, message }];
}

/** It stays in the record's outbox until it is known to be sent: what is settled later sends it. */
async function tellTeam(ports: BudgetPorts, record: Parameters<typeof flushOutbox>[1]): Promise<void> {
  try {
    await flushOutbox(ports, record);
  } catch (error) {
    ports.logger.warn('the team could not be warned yet', { error });
  }
}
