/** Whether a task may be given to a coding agent now: by how many are at work, and by what was given today. Pure; times are epoch milliseconds. */
import { AGENT_WORK_ID, type AgentSlot, type AgentWork, type Change, expiryOf } from '@valine/records';
import type { DispatcherSettings } from '../../ports.ts';

/** `id`: of the giving. `costUsd`: at most, where that is known. */
export type Wanted = Omit<AgentSlot, 'at'> & { costUsd?: number | undefined };
export type Limits = Pick<DispatcherSettings, 'agentTasksAtOnce' | 'agentTasksPerDay' | 'agentDailyCostUsd'>;

/** `resetsAt`: when the next day begins. */
export type SlotVerdict =
  | { is: 'taken' }
  | { is: 'agents_busy'; slots: readonly AgentSlot[]; most: number }
  | { is: 'agent_limit_today'; most: number; resetsAt: number }
  | { is: 'agent_cost_today'; spentUsd: number; mostUsd: number; resetsAt: number };

const DAY_MS = 86_400_000;

/** `ended`: ids of slots whose agents are known to be at work no more. The same id takes one slot, and counts once. */
export function decideSlot(
  work: AgentWork | undefined,
  { costUsd, ...wanted }: Wanted,
  limits: Limits,
  ended: readonly string[],
  now: number,
): Change<'agent-work', SlotVerdict> {
  const held = work?.slots ?? [];
  if (held.some(({ id }) => id === wanted.id)) return { verdict: { is: 'taken' } };
  const slots = held.filter(({ id }) => !ended.includes(id));
  if (slots.length >= limits.agentTasksAtOnce)
    return { verdict: { is: 'agents_busy', slots, most: limits.agentTasksAtOnce } };
  const counted = countedOf(work, { id: wanted.id, costUsd }, limits, now);
  if ('refusal' in counted) return { verdict: counted.refusal };
  return {
    verdict: { is: 'taken' },
    next: workWith(work, { slots: [...slots, { ...wanted, at: now }], ...counted }, now),
  };
}

type Round = Pick<Wanted, 'id' | 'costUsd'>;

/** Counts one more start of an agent that has its slot: once for an id. */
export function decideRound(
  work: AgentWork | undefined,
  round: Round,
  limits: Limits,
  now: number,
): Change<'agent-work', SlotVerdict> {
  const counted = countedOf(work, round, limits, now);
  if ('refusal' in counted) return { verdict: counted.refusal };
  return { verdict: { is: 'taken' }, next: workWith(work, { slots: work?.slots ?? [], ...counted }, now) };
}

/** With what was given on that day; the same id counts once. */
function countedOf(
  work: AgentWork | undefined,
  { id, costUsd }: Round,
  limits: Limits,
  now: number,
): Pick<AgentWork, 'day' | 'givings'> | { refusal: SlotVerdict } {
  // Clocks differ: what counts for a later day counts on.
  const day = Math.max(now - (now % DAY_MS), work?.day ?? 0);
  const given = work?.day === day ? work.givings : [];
  if (given.some((each) => each.id === id)) return { day, givings: given };
  const refusal = limitOf(given, costUsd ?? 0, limits, day + DAY_MS);
  return refusal === undefined
    ? { day, givings: [...given, { id, ...(costUsd === undefined ? {} : { costUsd }) }] }
    : { refusal };
}

function limitOf(
  given: AgentWork['givings'],
  costUsd: number,
  { agentTasksPerDay: most, agentDailyCostUsd: mostUsd }: Limits,
  resetsAt: number,
): SlotVerdict | undefined {
  if (given.length >= most) return { is: 'agent_limit_today', most, resetsAt };
  const spentUsd = given.reduce((sum, each) => sum + (each.costUsd ?? 0), 0);
  // In cents, which add up exactly.
  const isTooMuch = mostUsd !== undefined && Math.round((spentUsd + costUsd) * 100) > Math.round(mostUsd * 100);
  return isTooMuch ? { is: 'agent_cost_today', spentUsd, mostUsd, resetsAt } : undefined;
}

/** `isGiven`: the task was given; otherwise it counts for nothing. */
export function withoutSlot(
  work: AgentWork | undefined,
  id: string,
  isGiven: boolean,
  now: number,
): Change<'agent-work', undefined> {
  if (work === undefined || !work.slots.some((slot) => slot.id === id)) return { verdict: undefined };
  const slots = work.slots.filter((slot) => slot.id !== id);
  const givings = isGiven ? work.givings : work.givings.filter((giving) => giving.id !== id);
  return { verdict: undefined, next: workWith(work, { slots, day: work.day, givings }, now) };
}

function workWith(
  work: AgentWork | undefined,
  changes: Pick<AgentWork, 'slots' | 'day' | 'givings'>,
  now: number,
): AgentWork {
  const version = (work?.version ?? 0) + 1;
  return { kind: 'agent-work', id: AGENT_WORK_ID, version, ...changes, outbox: [], expiresAt: expiryOf(now) };
}
