/** Looks at a pull request that is to be shipped, and says what becomes of it. */
import { type FoundPullRequest, GitHubError } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';
import type { TaskRecord } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../../repository/refusal-or-later.ts';
import { isKnownAgents } from '../approvals/agents.ts';
import { withHead } from '../progress/look-at.ts';
import { isVague } from '../turn/decide.ts';
import { decideMerge, type MergeDecision, type ShipSeen } from './decide.ts';
import { decideEnqueue, decideQueued, type EnqueueDecision, isLeftToQueue, type QueueDecision } from './queue.ts';
import { type Left, leftByTurn, notLookedAt } from './texts.ts';
import { awaitedOf, decideUpdate, type UpdateDecision, type UpdateFacts } from './update.ts';

export type Decision =
  | Exclude<UpdateDecision, { do: 'leave' }>
  | Exclude<QueueDecision, { do: 'look' }>
  | EnqueueDecision
  | ({ do: 'leave' } & Left);

/** `number`: of its pull request. `isPatient`: GitHub may still be working it out. */
export async function lookAndDecide(
  ports: Ports,
  { task, number, facts, isPatient }: { task: TaskRecord; number: number; facts: UpdateFacts; isPatient: boolean },
): Promise<Decision> {
  const awaited = awaitedOf(facts);
  if (awaited?.for === 'others' && !facts.isNext) return { do: 'wait', waits: awaited };
  try {
    const inQueue = await followQueue(ports, task, number, facts);
    if (inQueue.do !== 'look') return inQueue;
    const seen = await look(ports, task, number, isPatient || awaited !== undefined);
    if (seen === undefined) return { do: 'leave', ...notLookedAt(`#${number} is not there any more`) };
    const merge = decideMerge(seen, isPatient || awaited !== undefined, facts.now);
    const enqueue = (await hasQueue(ports, merge, seen, facts))
      ? decideEnqueue(merge, seen.pull, facts.now)
      : undefined;
    if (enqueue !== undefined) return enqueue;
    const decision = ports.settings.updatesBranches ? decideUpdate(merge, seen, facts) : merge;
    return decision.do === 'leave' ? { do: 'leave', ...leftByTurn(decision.turn) } : decision;
  } catch (error) {
    const isLate = !isPatient && (error instanceof RetryLater || error instanceof GitHubError);
    if (awaited !== undefined && error instanceof GitHubError && error.isTransient)
      return { do: 'wait', waits: awaited };
    return { do: 'leave', ...notLookedAt((isLate ? error : refusalOrLater(error)).message) };
  }
}

/**
 * One read for what is merged, closed or a draft, or may be merged at once; four for the rest, and two more for red checks.
 * What an agent may have written, and with `FOUR_EYES` all, is looked at besides.
 */
async function look(ports: Ports, task: TaskRecord, number: number, isPatient: boolean): Promise<ShipSeen | undefined> {
  const pull = await ports.lookups.findPullRequest(number);
  if (pull === undefined || pull.state === 'closed' || pull.draft || (isPatient && isVague(pull)))
    return pull && { pull };
  const byAgent = await isByAgent(ports, task, pull);
  if (isClean(pull) && !byAgent && !ports.settings.fourEyes) return { pull };
  const seen = await withHead(ports, task, pull, byAgent);
  if (pull.mergeableState !== 'unstable') return seen;
  const required = await ports.lookups.requirementsOf(pull.base).catch(unlessForNow);
  return required === undefined ? seen : { ...seen, required };
}

/** Where it may not be read, nobody can tell. */
function unlessForNow(error: unknown): undefined {
  if (!(error instanceof GitHubError) || error.isTransient) throw error;
}

const isClean = ({ mergeableState }: FoundPullRequest) => mergeableState === 'clean';

/** One read, where it was put into a queue. */
async function followQueue(
  { lookups }: Ports,
  task: TaskRecord,
  number: number,
  { ship, now }: Pick<UpdateFacts, 'ship' | 'now'>,
): Promise<QueueDecision> {
  if (ship?.queued === undefined) return { do: 'look' };
  return decideQueued(await lookups.findQueueStand(number), task, ship.queued, now);
}

/** Two reads, where nothing that is known stands against its merge but a review that may be missing. */
async function hasQueue(
  { lookups }: Ports,
  decision: MergeDecision,
  { pull }: ShipSeen,
  { ship }: Pick<UpdateFacts, 'ship'>,
): Promise<boolean> {
  if (ship?.hasQueue !== undefined || !isLeftToQueue(decision)) return ship?.hasQueue ?? false;
  return (await lookups.requirementsOf(pull.base).catch(unlessForNow))?.hasQueue ?? false;
}

/** Nothing is read for it where there are no agents. */
async function isByAgent(ports: Ports, task: TaskRecord, pull: FoundPullRequest): Promise<boolean> {
  if (isKnownAgents(task, pull, ports.settings)) return true;
  if (Object.keys(ports.settings.codingAgents).length === 0) return false;
  const { hasAgentsCommits } = await import('../approvals/look-at.ts');
  return hasAgentsCommits(ports, task, pull);
}
