/**
 * How the pull request of a task gets on. What tells of it only says that something has happened: how it stands is
 * looked up, so that it does not matter in which order news come, how often, or whether some are lost.
 */
import { isDeepStrictEqual } from 'node:util';
import type { PullRequestChanged, PullRequestState, TaskReconcile } from '@valine/contracts';
import { type FoundPullRequest, GitHubError } from '@valine/github';
import { flushOutbox, GiveUp, RetryLater } from '@valine/lambda-kit';
import { taskId } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { laterOrNever } from '../../repository/later-or-never.ts';
import { oursOf } from '../../repository/ours-of.ts';
import { taskRules } from '../record/task-rules.ts';
import { decideSeen, issueOf, stateOf } from './decide.ts';

/** GitHub's answers may be a little older than its webhooks; an old delivery tells what is over. */
const LAG_SECONDS = 5;
const MOST_WAITS = 3;
const LATER_SECONDS = 30;

/** One of another branch than ours costs nothing; one that no task knows, one query. @throws as `look` does */
export async function handlePullRequestChanged(ports: Ports, event: PullRequestChanged, waits: number): Promise<void> {
  const { number, headBranch } = event.pullRequest;
  const issue = issueOf(headBranch);
  if (issue === undefined) return;
  const planned = await ports.store.listPlanned(issue);
  const tells = stateOf(event.pullRequest);
  for (const { id } of await oursOf(ports.names, planned).catch((error: unknown) => laterOrNever(error, waits))) {
    const found = await look(ports, event.id, id, { number, is: tells, by: event.sender });
    if (found !== undefined && stateOf(found) !== tells && waits < MOST_WAITS)
      throw new RetryLater(LAG_SECONDS, `pull request #${number} does not show yet what the event tells`);
  }
}

/** @throws as `look` does */
export async function handleTaskReconcile(ports: Ports, { id, planId, number }: TaskReconcile): Promise<void> {
  await look(ports, id, taskId(planId, number));
}

/** What an event tells of which pull request, and whose doing it is. */
type Told = { number: number; is: PullRequestState; by: string };

/** What was seen; undefined where it is known, and need not be looked at. @throws RetryLater while GitHub is away, or somebody else has looked meanwhile; GiveUp where GitHub refuses */
async function look(ports: Ports, source: string, id: string, told?: Told): Promise<FoundPullRequest | undefined> {
  const before = await ports.store.find('task', id);
  if (before?.pullRequest === undefined) return undefined;
  if (told !== undefined && told.number !== before.pullRequest.number) return undefined;
  const known = before.seen?.is ?? 'draft';
  if (known === 'merged' || known === told?.is) {
    // A try that saw it may have died before it told of it.
    await flushOutbox(ports, before);
    return undefined;
  }
  const pull = await find(ports, before.pullRequest.number);
  if (pull === undefined) return undefined;
  await changeOwner(ports, taskRules, {
    source,
    ownerId: id,
    decide(task) {
      // Which of two looks is the newer one nobody can tell.
      if (!isDeepStrictEqual(task.seen, before.seen)) throw new RetryLater(1, `${id} was looked at by somebody else`);
      const seen = decideSeen(task, pull, told?.by);
      return seen === undefined ? { verdict: 'nothing' } : { verdict: 'seen', next: { ...task, seen } };
    },
  });
  return pull;
}

/** One that is gone tells nothing: its issue will. */
async function find({ lookups }: Ports, number: number) {
  try {
    return await lookups.findPullRequest(number);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.isTransient)
      throw new RetryLater(Math.max(LATER_SECONDS, error.retryAfterSeconds ?? 0), error.message, { cause: error });
    throw new GiveUp(`how pull request #${number} stands could not be read: ${error.message}`, { cause: error });
  }
}
