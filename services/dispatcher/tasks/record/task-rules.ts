/** A task as an owner of effects: which effect follows which, and what its plan and its plan's thread hear of it. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing, TaskChanged, TaskShipped, Turn } from '@valine/contracts';
import { type EffectRecord, operationId, type TaskRecord, taskTidy } from '@valine/records';
import { afterAgentEffect, agentSees, agentStand, isForPastAgent, isSaying } from '../../agents/record/agent.ts';
import { agentMessages, notReachedMessage } from '../../agents/record/messages.ts';
import { stopOfLateRun } from '../../agents/record/stop-intent.ts';
import { effectParkedMessage, kindText, movedOnMessage } from '../../effects/definition/messages.ts';
import { withIntended } from '../../effects/intend-effects.ts';
import {
  assign,
  changeLabels,
  comment,
  createBranch,
  createCommit,
  createPullRequest,
  deleteBranch,
  type EffectIntent,
  enqueuePullRequest,
  MERGING_KINDS,
  mergePullRequest,
  updateBranch,
  withoutDraft,
} from '../../effects/kinds/index.ts';
import type { OwnerRules } from '../../effects/owner-rules.ts';
import { withDirect } from '../../people/called.ts';
import { threadLine } from '../../replies/notifications.ts';
import { afterEnqueue } from './after-enqueue.ts';
import { afterMerge } from './after-merge.ts';
import { afterUpdate } from './after-update.ts';
import {
  begunText,
  dequeuedMessage,
  notAssignableText,
  outOfQueueText,
  pullRequestText,
  pullRequestTitle,
  rivalsText,
} from './texts.ts';

/** What an issue carries in place of the label that it was planned by, while it is worked on. */
export const IN_PROGRESS = 'in-progress';

export const taskRules: OwnerRules<'task'> = {
  kind: 'task',
  blockedReason: (task, effect) => (isForPastAgent(task, effect) ? movedOnMessage() : undefined),
  isOutdated,
  afterEffect(task, effect, now) {
    const after = withOutcome(task, effect, now);
    return withIntended(after, effect.id, [...intentsAfter(after, effect), ...stopOfLateRun(after, effect)], now);
  },
  show: (task) => [taskChanged(task)],
  changeMessages(before, task) {
    const tidy =
      before.seen?.is !== 'merged' && task.seen?.is === 'merged'
        ? [taskTidy(task.planId, task.issue.number, 'merge')]
        : [];
    const besides = [...dequeuedLines(before, task), ...tidy, ...agentMessages(before, task)];
    if (isDeepStrictEqual(lineOf(before), lineOf(task))) return besides;
    // `by` has changed the pull request itself. A later change of the line, such as a review, is not their doing.
    const by = before.seen?.is === task.seen?.is ? undefined : task.seen?.by;
    return [taskChanged(task, by), ...besides];
  },
  effectMessages(task, effect) {
    const { cardKey, planId } = task;
    const { id, kind, epoch, parked, outcome } = effect;
    // What keeps an agent from its task is told with the agent.
    if (parked !== undefined && isForPastAgent(task, effect))
      return isSaying(task, effect)
        ? [threadLine(cardKey, planId, `${id} parked ${epoch}`, notReachedMessage(task, effect))]
        : [];
    if (parked !== undefined)
      return [threadLine(cardKey, planId, `${id} parked ${epoch}`, effectParkedMessage(effect, parked.reason))];
    const kept = kind === deleteBranch.kind && outcome?.refused !== undefined && deleteBranch.told(effect, outcome);
    return kept ? [threadLine(cardKey, planId, id, kept)] : [];
  },
};

/** Each is intended by the one before it, in the write that has that one done. */
function intentsAfter(task: TaskRecord, effect: EffectRecord): EffectIntent[] {
  const { kind, outcome } = effect;
  if (outcome === undefined) return [];
  const { head: name, base } = task;
  switch (kind) {
    case createCommit.kind:
      return outcome.id === undefined ? [] : [createBranch.intend('branch', { name, sha: outcome.id })];
    case createBranch.kind:
      return [
        createPullRequest.intend('pull request', {
          title: pullRequestTitle(task),
          head: name,
          base,
          body: pullRequestText(task),
          draft: true,
        }),
      ];
    case createPullRequest.kind:
      return [withoutDraft(effect) ?? intentsOnIssue(task)].flat();
    default:
      return [];
  }
}

/** What readers of the issue see of it. */
export function intentsOnIssue(task: TaskRecord): EffectIntent[] {
  const { assignee, issue } = task;
  const { number } = issue;
  return [
    comment.intend('begun', { number, body: begunText(task) }),
    changeLabels.intend('in progress', { number, add: [IN_PROGRESS] }),
    changeLabels.intend('planned', { number, remove: task.label }),
    ...(assignee === undefined ? [] : [assign.intend('assignee', { number, login: assignee })]),
  ];
}

/** A label that the issue has got back, or lost, since: a redrive hours later would turn that round. */
function isOutdated({ effects }: TaskRecord, { id, kind, params }: EffectRecord): boolean {
  if (kind !== changeLabels.kind) return false;
  const since = effects.slice(effects.findIndex((each) => each.id === id) + 1);
  const isIn = (added: unknown, removed: unknown) =>
    [added].flat().some((label) => label !== undefined && label === removed);
  return since.some(
    (later) =>
      later.kind === kind &&
      (isIn(params['add'], later.params['remove']) || isIn(later.params['add'], params['remove'])),
  );
}

/** What the task knows once one of its effects is done, or parked. */
function withOutcome(task: TaskRecord, effect: EffectRecord, now: number): TaskRecord {
  if (effect.id === task.agent?.effectId) return afterAgentEffect(task, effect, now);
  if (effect.kind === createPullRequest.kind) return withPullRequest(task, effect, now);
  if (effect.kind === assign.kind) return withAssignee(task, effect);
  if (effect.kind === updateBranch.kind) return afterUpdate(task, effect);
  if (effect.kind === enqueuePullRequest.kind) return afterEnqueue(task, effect);
  return effect.kind === mergePullRequest.kind ? agentSees(task, afterMerge(task, effect, now)) : task;
}

/** GitHub passes over people without access. */
function withAssignee(task: TaskRecord, { outcome }: EffectRecord): TaskRecord {
  const isPassedOver = outcome !== undefined && outcome.id === undefined && outcome.refused === undefined;
  return isPassedOver ? { ...task, unassigned: notAssignableText(task.assignee ?? '') } : task;
}

/** As which each is opened. */
const DRAFT: Turn = { of: 'author', why: [{ is: 'draft' }] };

/** Nobody marks one as ready sooner. */
const SLOW_MS = 3000;

function withPullRequest(
  task: TaskRecord,
  { outcome: { id, url = '' } = {}, epoch, intendedAt, params }: EffectRecord,
  now: number,
): TaskRecord {
  const number = Number(id);
  const isDraft = params.draft === true;
  const whose = task.workerId === undefined ? {} : { personId: task.workerId };
  const opened = { ...task, pullRequest: { number, url }, ...(isDraft ? { turn: { ...DRAFT, ...whose } } : {}) };
  // Before its answer came, or a second try found it, somebody may have marked it as ready.
  const found =
    !isDraft || epoch > 1 || now - intendedAt > SLOW_MS
      ? { ...opened, outbox: [...task.outbox, firstLook(task)] }
      : opened;
  return Number.isSafeInteger(number) && number > 0 ? found : task;
}

/** At a pull request that is there already: what has been told of it was told when nobody knew it. */
export function firstLook({ id, planId, issue }: TaskRecord): Outgoing {
  const about = { planId, number: issue.number, afterSeconds: 1 };
  return { type: 'task.reconcile', id: operationId(id, 'first look'), ...about };
}

/** What the plan's line shows of it. */
function lineOf(task: TaskRecord): Omit<TaskChanged, 'type' | 'id' | 'planId' | 'number' | 'revision' | 'by'> {
  const { pullRequest, seen, turn, ship } = task;
  const trouble = troubleOf(task);
  const agent = agentStand(task);
  return {
    ...(pullRequest === undefined ? {} : { pullRequest }),
    ...(seen === undefined ? {} : { is: seen.is }),
    ...(turn === undefined || seen?.is === 'merged' ? {} : { turn }),
    ...(agent === undefined || seen?.is === 'merged' ? {} : { agent }),
    ...(ship === undefined ? {} : { ship: shippedOf(ship) }),
    ...(seen?.is === 'merged' ? { took: Math.max(0, seen.at - task.requestedAt) } : {}),
    ...(trouble === undefined ? {} : { trouble }),
  };
}

/** What it remembers of the looks themselves is its own. */
function shippedOf(ship: NonNullable<TaskRecord['ship']>): TaskShipped {
  const { id, why, code, red, waits } = ship;
  return {
    id,
    ...(why === undefined ? {} : { why }),
    ...(code === undefined ? {} : { code }),
    ...(red === undefined ? {} : { red }),
    ...(waits === undefined ? {} : { waits }),
  };
}

/** A line of the thread, where it has left the merge queue since. */
function dequeuedLines(
  before: TaskRecord,
  { cardKey, planId, pullRequest, dequeued, id, workerId }: TaskRecord,
): Outgoing[] {
  if (dequeued === undefined || dequeued.at === before.dequeued?.at || pullRequest === undefined) return [];
  const message = dequeuedMessage(pullRequest, dequeued, pullRequest.isAdopted ? undefined : workerId);
  const line = threadLine(cardKey, planId, `${id} dequeued ${dequeued.at}`, message);
  return withDirect(line, planId, () => [dequeuedMessage(pullRequest, dequeued, undefined).content ?? '']);
}

/** What keeps it from going on comes first. */
function troubleOf(task: TaskRecord): string | undefined {
  const { effects, seen, rivals = [], unassigned, dequeued, ship } = task;
  const isOver = (effect: EffectRecord) =>
    isForPastAgent(task, effect) || (MERGING_KINDS.includes(effect.kind) && seen?.is === 'merged');
  const parked = effects.find((effect) => effect.parked !== undefined && !isOver(effect));
  if (parked !== undefined) return `could not ${kindText(parked.kind)}`;
  if (seen?.is === 'merged') return unassigned;
  if (rivals.length > 0) return rivalsText(rivals);
  // Until it is put in anew, whatever else is found out about it.
  const isOut =
    dequeued !== undefined && seen?.is !== 'closed' && (ship?.queued === undefined || ship.queued.at < dequeued.at);
  return isOut ? outOfQueueText(dequeued.base, dequeued.reason) : unassigned;
}

/** `by`: login of the person who did it. */
function taskChanged(task: TaskRecord, by?: string): Outgoing {
  const { planId, version: revision, issue } = task;
  const id = operationId(task.id, `changed ${revision}`);
  const whose = by === undefined ? {} : { by };
  return { type: 'task.changed', id, planId, number: issue.number, revision, ...lineOf(task), ...whose };
}
