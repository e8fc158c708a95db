/** Looks at the pull request of a task, and at its head where that tells something. */
import { isDeepStrictEqual } from 'node:util';
import type { FoundPullRequest } from '@valine/github';
import { flushOutbox, GiveUp, RetryLater } from '@valine/lambda-kit';
import type { TaskRecord } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import { peopleOf } from '../../people/people-of.ts';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../../repository/refusal-or-later.ts';
import { hasOpened, isKnownAgents } from '../approvals/agents.ts';
import { taskRules } from '../record/task-rules.ts';
import { decideTurn, isVague, type PullSeen } from '../turn/decide.ts';
import { decideLook, knownState, soon, stateOf } from './decide.ts';

/** GitHub's answers may be a little older than its webhooks, and it works out in the background what can be merged. */
export const LAG_SECONDS = 5;
export const MOST_WAITS = 3;
/** Somebody may just be renewing what GitHub lets us in by; and what an event has told of is there. */
const FOR_NOW: readonly string[] = ['unauthorized', 'not_found'];
const FOR_NOW_SECONDS = 60;

/** `is`: the state that an event tells; `by`: who has brought it about. `waits`: how often the message has waited. */
export type LookRequest = { source: string; id: string; waits: number; told?: { is: string; by: string } };

/**
 * As GitHub shows it now; undefined if GitHub does not show it any more. One read for a draft, or a closed or merged one; four for one that is ready.
 * @throws RetryLater while GitHub is away, or does not know yet, or somebody else has looked meanwhile; as `findPull` does where it refuses
 */
export async function lookAt(ports: Ports, { source, id, waits, told }: LookRequest): Promise<PullSeen | undefined> {
  const before = await ports.store.find('task', id);
  if (before?.pullRequest === undefined) return undefined;
  const pull =
    knownState(before) === 'merged' ? undefined : await findPull(ports, before, before.pullRequest.number, waits);
  // A try that saw it may have died before it told of it.
  if (pull === undefined) {
    await flushOutbox(ports, before);
    return undefined;
  }
  const isPatient = waits < MOST_WAITS;
  // Nobody knows yet whose turn it is.
  if (isPatient && stateOf(pull) === 'ready' && isVague(pull)) {
    await flushOutbox(ports, before);
    throw notYet(pull);
  }
  const head = await withHead(ports, before, pull, isKnownAgents(before, pull, ports.settings));
  const seen = { ...head, ...(await whoseTurn(ports, before, head)) };
  await changeOwner(ports, taskRules, {
    source,
    ownerId: id,
    decide(task) {
      // Which of two looks is the newer one nobody can tell.
      if (!isDeepStrictEqual([task.seen, task.turn], [before.seen, before.turn]))
        throw new RetryLater(1, `${id} was looked at by somebody else`);
      const now = ports.clock.now();
      const next = decideLook(task, { ...seen, by: told?.is === stateOf(pull) ? told.by : undefined }, now);
      if (next === undefined) return { verdict: 'nothing' };
      const isMoved = knownState(next) !== knownState(task) && knownState(next) !== 'merged';
      // What was told while it was looked at was told of a state that nobody knew yet, and was no news.
      return { verdict: 'seen', next, ...(isMoved ? soon(next, now) : {}) };
    },
  });
  const isLate = told !== undefined && stateOf(pull) !== told.is;
  if (isLate && isPatient) throw notYet(pull);
  return seen;
}

/**
 * The people on Discord whose turn it may be: those who are newly asked, or the author if it becomes their turn. Nobody else is
 * read.
 * @throws RetryLater while GitHub is away
 */
async function whoseTurn(
  ports: Ports,
  task: TaskRecord,
  seen: PullSeen,
): Promise<Pick<PullSeen, 'people' | 'authorId'>> {
  const { turn } = task;
  const next = decideTurn(seen, task, 0);
  const newly =
    next?.why.flatMap((reason) => (reason.is === 'asked' && reason.since === 0 ? [reason.login] : [])) ?? [];
  if (next?.of !== 'author') return { people: await peopleOf(ports, newly, seen.pull.accountIds) };
  if (turn?.of === 'author') return { authorId: turn.personId };
  return { authorId: await authorNow(ports, task, seen.pull) };
}

/**
 * Id on Discord of the person whose work it is: its author; if we have opened it, the assignee of the issue now, by one read of
 * GitHub. @throws RetryLater while GitHub is away
 */
export async function authorNow(
  ports: Ports,
  task: TaskRecord,
  { author, accountIds }: FoundPullRequest,
): Promise<string | undefined> {
  if (hasOpened(task)) return workerNow(ports, task.issue.number);
  const login = author?.login ?? '';
  return (await peopleOf(ports, [login], accountIds))[login];
}

/** The issue may have another assignee than when the task began, and a login may be linked to somebody else. */
async function workerNow({ github, ...ports }: Ports, number: number): Promise<string | undefined> {
  const issue = await github.findIssue(number).catch((error: unknown) => {
    const { message: problem } = refusalOrLater(error);
    ports.logger.warn('who has an issue cannot be read', { number, problem });
    return undefined;
  });
  const [login] = issue?.assignees ?? [];
  if (login === undefined) return undefined;
  const linked = (await peopleOf(ports, [login], issue?.accountIds))[login];
  const isTheirs = ([, each]: [string, string]) => each.toLowerCase() === login.toLowerCase();
  return linked ?? Object.entries(ports.settings.gitHubLogins).find(isTheirs)?.[0];
}

function notYet({ number }: FoundPullRequest): RetryLater {
  return new RetryLater(LAG_SECONDS, `pull request #${number} does not show yet what is to be seen`);
}

/**
 * Undefined for one that is gone, after a few looks: its issue tells. What an earlier try wrote of the task is told before it waits. `waits`: how
 * often it has waited.
 * @throws RetryLater while GitHub is away, and a few times where it does not take our credentials, or does not find it; GiveUp where it refuses
 */
export async function findPull(
  ports: Ports,
  task: TaskRecord,
  number: number,
  waits: number,
): Promise<FoundPullRequest | undefined> {
  try {
    const pull = await ports.lookups.findPullRequest(number);
    if (pull !== undefined || waits >= MOST_WAITS) return pull;
  } catch (error) {
    const { message, reason } = refusalOrLater(error);
    await flushOutbox(ports, task);
    const problem = `how pull request #${number} stands could not be read: ${message}`;
    if (FOR_NOW.includes(reason) && waits < MOST_WAITS)
      throw new RetryLater(FOR_NOW_SECONDS, problem, { cause: error });
    throw new GiveUp(problem, { cause: error });
  }
  await flushOutbox(ports, task);
  throw new RetryLater(FOR_NOW_SECONDS, `pull request #${number} is not found`);
}

/**
 * Two reads for one that is ready for review, more from 100 checks on, and one for each person who approves. @throws RetryLater
 * while GitHub is away
 */
export async function withHead(
  ports: Ports,
  task: TaskRecord,
  pull: FoundPullRequest,
  byAgent: boolean,
): Promise<PullSeen> {
  const { lookups, logger } = ports;
  if (stateOf(pull) !== 'ready') return { pull };
  const unseen =
    <List>(list: List) =>
    (error: unknown) => {
      const { message: problem } = refusalOrLater(error);
      logger.warn('what was found out about a head cannot be read', { pull: pull.number, problem });
      return { ...list, isWhole: false };
    };
  const [checks, reviews] = await Promise.all([
    lookups.checksOf(pull.headSha).catch(unseen({ checks: [] })),
    lookups.reviewsOf(pull.number).catch(unseen({ reviews: [] })),
  ]);
  const head = { checks, reviews };
  if (!byAgent && !ports.settings.fourEyes) return { pull, head };
  const { reasonsOfReviewers } = await import('../approvals/look-at.ts');
  return { pull, head, ofReviewers: await reasonsOfReviewers(ports, task, pull, reviews, byAgent) };
}
