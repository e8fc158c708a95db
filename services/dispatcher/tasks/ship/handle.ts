/** Ships one task: its pull request is looked at once, and merged at that head if it is ready. */
import type { TaskShip } from '@valine/contracts';
import { type FoundPullRequest, GitHubError } from '@valine/github';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import { type TaskRecord, taskId } from '@valine/records';
import { changeOwner, type OwnerChange } from '../../effects/change-owner.ts';
import { mergePullRequest } from '../../effects/kinds/index.ts';
import type { Ports } from '../../ports.ts';
import { withHead } from '../progress/look-at.ts';
import { taskRules } from '../record/task-rules.ts';
import { refusalOrLater } from '../refusal-or-later.ts';
import { isVague } from '../turn/decide.ts';
import { decideMerge, type MergeDecision, type ShipSeen } from './decide.ts';
import { type Left, leftByTurn, notLookedAt, redText } from './texts.ts';

/** GitHub works out in the background whether a pull request can be merged. */
const UNKNOWN_SECONDS = 3;
const MOST_WAITS = 10;

/** @throws RetryLater while GitHub is away, or does not know whether it can be merged */
export async function handleTaskShip(ports: Ports, message: TaskShip, waits: number): Promise<void> {
  const { id: source, planId, number, ship, look = 1 } = message;
  const ownerId = taskId(planId, number);
  const task = await ports.store.find('task', ownerId);
  if (task?.pullRequest === undefined) return;
  // What nobody waits for any more is not merged: a newer shipping looks for itself.
  const plan = await ports.store.find('plan', planId);
  if (plan?.shipping?.id !== ship) return flushOutbox(ports, task);
  const isPatient = waits < MOST_WAITS;
  const decision = await decide(ports, task.pullRequest.number, isPatient);
  if (decision.do === 'ask again') throw new RetryLater(UNKNOWN_SECONDS, 'GitHub works out whether it can be merged');
  await changeOwner(ports, taskRules, {
    source,
    ownerId,
    decide: (current) => ({ ...shipped(ports, current, { id: ship, look }, decision), isRemembered: true }),
  });
}

/** One read for what is merged, closed or a draft, or may be merged at once; four for the rest, and two more for red checks. */
async function look(ports: Ports, number: number, isPatient: boolean): Promise<ShipSeen | undefined> {
  const pull = await ports.lookups.findPullRequest(number);
  if (pull === undefined || (isPatient && isVague(pull)) || isClean(pull)) return pull && { pull };
  const seen = await withHead(ports, pull);
  if (pull.mergeableState !== 'unstable') return seen;
  const required = await ports.lookups.requirementsOf(pull.base).catch(unlessForNow);
  return required === undefined ? seen : { ...seen, required };
}

/** Where it may not be read, nobody can tell. */
function unlessForNow(error: unknown): undefined {
  if (!(error instanceof GitHubError) || error.isTransient) throw error;
}

const isClean = ({ mergeableState, draft, state }: FoundPullRequest) =>
  mergeableState === 'clean' && state === 'open' && !draft;

type Decision = Exclude<MergeDecision, { do: 'leave' }> | ({ do: 'leave' } & Left);

async function decide(ports: Ports, number: number, isPatient: boolean): Promise<Decision> {
  try {
    const seen = await look(ports, number, isPatient);
    if (seen === undefined) return { do: 'leave', ...notLookedAt(`#${number} is not there any more`) };
    const decision = decideMerge(seen, isPatient, ports.clock.now());
    return decision.do === 'leave' ? { do: 'leave', ...leftByTurn(decision.turn) } : decision;
  } catch (error) {
    const isLate = !isPatient && (error instanceof RetryLater || error instanceof GitHubError);
    return { do: 'leave', ...notLookedAt((isLate ? error : refusalOrLater(error)).message) };
  }
}

function shipped(
  { clock, settings }: Ports,
  task: TaskRecord,
  ship: NonNullable<TaskRecord['ship']>,
  decision: Exclude<Decision, { do: 'ask again' }>,
): OwnerChange<'task', string> {
  switch (decision.do) {
    case 'nothing':
      return { verdict: 'merged', next: { ...task, ship, seen: { is: 'merged', at: clock.now() } } };
    case 'leave':
      return { verdict: 'left', next: { ...task, ship: { ...ship, why: decision.why, code: decision.code } } };
    case 'merge': {
      const number = task.pullRequest?.number ?? 0;
      const merge = { number, headSha: decision.headSha, method: settings.mergeMethod };
      const red = redText(decision.red);
      const next = { ...task, ship: { ...ship, ...(red === undefined ? {} : { red }) } };
      return { verdict: 'merging', next, intents: [mergePullRequest.intend('ship', merge)] };
    }
  }
}
