/** Whether a branch that is behind its base is brought up to date, and how long it is waited for. Pure. */
import type { TaskWait, Turn } from '@valine/contracts';
import type { Plan, TaskRecord } from '@valine/records';
import { isOnly, type MergeDecision, type ShipSeen } from './decide.ts';

export type UpdateDecision =
  | MergeDecision
  | { do: 'update'; headSha: string; waits: TaskWait }
  | { do: 'wait'; waits: TaskWait };

/** `isNext`: the others of the shipping leave it the way. `shippedAt`: when it was begun. Times are epoch milliseconds. */
export type UpdateFacts = { ship: TaskRecord['ship']; isNext: boolean; shippedAt: number; now: number };

/** So long its checks may take. */
const CHECKS_MS = 30 * 60_000;
/** A check that is required, and has not begun, looks like a review that is missing. */
const BEGIN_MS = 5 * 60_000;
/** From the beginning of a shipping: each of its branches may take its time, one after the other. */
const ALL_MS = 2 * 3_600_000;
/** Others may merge into its base all the while. */
const MOST_UPDATES = 3;

/** What is waited for still. */
export function awaitedOf({ ship, now }: Pick<UpdateFacts, 'ship' | 'now'>): TaskWait | undefined {
  return ship?.waits !== undefined && now < ship.waits.until ? ship.waits : undefined;
}

/** Of what would be left: it is brought up to date where nothing else stands against it. */
export function decideUpdate(decision: MergeDecision, { pull }: ShipSeen, facts: UpdateFacts): UpdateDecision {
  const { ship, isNext, shippedAt, now } = facts;
  const awaited = awaitedOf(facts);
  if (decision.do === 'ask again' && awaited !== undefined) return { do: 'wait', waits: awaited };
  if (decision.do !== 'leave') return decision;
  const checked = awaited?.for === 'checks' ? awaited : undefined;
  const { turn } = decision;
  if (!isOnly(turn, 'behind'))
    return checked && isChecked(turn, checked, now) ? { do: 'wait', waits: checked } : decision;
  // It was accepted, and does not show yet.
  if (checked && ship?.updatedHead === pull.headSha) return { do: 'wait', waits: checked };
  const until = shippedAt + ALL_MS;
  if (now >= until || (ship?.updates ?? 0) >= MOST_UPDATES) return decision;
  if (!isNext) return { do: 'wait', waits: { for: 'others', base: pull.base, until } };
  return { do: 'update', headSha: pull.headSha, waits: { for: 'checks', base: pull.base, until: now + CHECKS_MS } };
}

function isChecked({ of, why }: Turn, { until }: TaskWait, now: number): boolean {
  const isBeginning = now < until - CHECKS_MS + BEGIN_MS;
  return of === 'checks' || (isBeginning && of === 'reviewer' && why.every(({ is }) => is === 'lacking'));
}

/**
 * Each merge puts the others behind: one branch is brought up to date at a time, and none before all that are not behind
 * are merged, or left.
 */
export function isNextToUpdate({ tasks, shipping }: Plan, number: number, now: number): boolean {
  const waiting = tasks.filter((task) => shipping?.waiting.includes(task.number));
  const areBehind = waiting.every(
    (task) => task.number === number || (task.waits?.for === 'others' && now < task.waits.until),
  );
  return areBehind && waiting[0]?.number === number;
}
