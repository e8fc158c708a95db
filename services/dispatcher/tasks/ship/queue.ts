/** What becomes of a pull request in the merge queue of its base. Pure. */
import type { TaskWait, TurnReason } from '@valine/contracts';
import type { FoundCheck, FoundPullRequest, FoundQueueStand } from '@valine/github';
import type { TaskRecord } from '@valine/records';
import { newlyLeft } from '../record/after-enqueue.ts';
import { dequeuedText } from '../record/texts.ts';
import { isOnly, type MergeDecision } from './decide.ts';
import { type Left, stillQueuedText } from './texts.ts';

/** So long a shipping follows it. GitHub goes on by itself. */
const QUEUE_MS = 2 * 3_600_000;
/** It leaves the queue a moment before it is merged, or before GitHub tells why. */
const MOST_UNSEEN = 3;

export type EnqueueDecision = {
  do: 'enqueue';
  headSha: string;
  nodeId: string;
  waits: TaskWait;
  red: readonly FoundCheck[];
};

/** Where its base has a queue: what may be merged, and what only the queue itself can tell. Undefined for the rest. */
export function decideEnqueue(
  decision: MergeDecision,
  { headSha, nodeId, base }: FoundPullRequest,
  now: number,
): EnqueueDecision | undefined {
  const mayBe = decision.do === 'merge' || isLeftToQueue(decision) || isLeftFor(decision, 'behind');
  if (!mayBe || nodeId === undefined) return undefined;
  const red = decision.do === 'merge' ? decision.red : [];
  return { do: 'enqueue', headSha, nodeId, waits: waitInQueue(base, now), red };
}

/** GitHub calls what has to go through a queue blocked in some repositories, and clean in others. */
export function isLeftToQueue(decision: MergeDecision): boolean {
  return isLeftFor(decision, 'lacking');
}

function isLeftFor(decision: MergeDecision, reason: TurnReason['is']): boolean {
  return decision.do === 'leave' && isOnly(decision.turn, reason);
}

type Queued = NonNullable<NonNullable<TaskRecord['ship']>['queued']>;

/** `queued`: with how often it was seen in no queue, and nothing told why. `look`: at the pull request itself. */
export type QueueDecision =
  | { do: 'nothing'; as: 'merged' }
  | { do: 'wait'; waits: TaskWait; queued: Queued }
  | { do: 'dequeued'; dequeued: NonNullable<TaskRecord['dequeued']> }
  | ({ do: 'leave' } & Left)
  | { do: 'look' };

/** `at`: when it is put into it. */
function waitInQueue(base: string, at: number): TaskWait {
  return { for: 'queue', base, until: at + QUEUE_MS };
}

/** Times are epoch milliseconds. */
export function decideQueued(
  stand: FoundQueueStand | undefined,
  task: Pick<TaskRecord, 'dequeued'>,
  queued: Queued,
  now: number,
): QueueDecision {
  if (stand === undefined || stand.state === 'closed') return { do: 'look' };
  if (stand.state === 'merged') return { do: 'nothing', as: 'merged' };
  const { base, entry } = stand;
  const waits = waitInQueue(base, queued.at);
  if (entry !== undefined)
    return now < waits.until
      ? { do: 'wait', waits, queued: { at: queued.at } }
      : { do: 'leave', why: stillQueuedText(base, entry.position), code: 'still_queued' };
  const dequeued = newlyLeft(stand, task, queued.at);
  if (dequeued !== undefined) return { do: 'dequeued', dequeued: { ...dequeued, base } };
  const unseen = (queued.unseen ?? 0) + 1;
  if (unseen <= MOST_UNSEEN) return { do: 'wait', waits, queued: { ...queued, unseen } };
  return { do: 'leave', why: dequeuedText(base, knownReason(stand, task, queued.at)), code: 'dequeued' };
}

/** Why it has left, where a webhook told that before it was known that it had been put in. */
function knownReason(
  { left }: FoundQueueStand,
  { dequeued }: Pick<TaskRecord, 'dequeued'>,
  since: number,
): string | undefined {
  return left !== undefined && left.at === dequeued?.at ? newlyLeft({ left }, {}, since)?.reason : undefined;
}
