/** Ships one task: its pull request is looked at once, and merged at that head if it is ready. */
import type { TaskShip, TaskWait } from '@valine/contracts';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import { operationId, type Plan, type TaskRecord, taskId } from '@valine/records';
import { agentSees } from '../../agents/record/agent.ts';
import { changeOwner, type OwnerChange } from '../../effects/change-owner.ts';
import { type EffectIntent, enqueuePullRequest, mergePullRequest, updateBranch } from '../../effects/kinds/index.ts';
import type { Ports } from '../../ports.ts';
import { leftDequeued } from '../record/after-enqueue.ts';
import { taskRules } from '../record/task-rules.ts';
import { type Decision, lookAndDecide } from './look.ts';
import { redText } from './texts.ts';
import { isNextToUpdate, type UpdateFacts } from './update.ts';

/** GitHub works out in the background whether a pull request can be merged. */
const UNKNOWN_SECONDS = 3;
const MOST_WAITS = 10;

/** @throws RetryLater while GitHub is away, or does not know whether it can be merged */
export async function handleTaskShip(ports: Ports, message: TaskShip, waits: number): Promise<void> {
  const { id: source, planId, number, ship } = message;
  const ownerId = taskId(planId, number);
  const task = await ports.store.find('task', ownerId);
  if (task?.pullRequest === undefined) return;
  // What nobody waits for any more is not merged: a newer shipping looks for itself.
  const plan = await ports.store.find('plan', planId);
  if (plan?.shipping?.id !== ship || isDone(task, message)) return flushOutbox(ports, task);
  const facts = factsOf(plan, task, ports.clock.now());
  const { number: pull } = task.pullRequest;
  const decision = await lookAndDecide(ports, { task, number: pull, facts, isPatient: waits < MOST_WAITS });
  if (decision.do === 'ask again') throw new RetryLater(UNKNOWN_SECONDS, 'GitHub works out whether it can be merged');
  await changeOwner(ports, taskRules, {
    source,
    ownerId,
    decide: (current) => (isDone(current, message) ? { verdict: 'done' } : shipped(ports, current, message, decision)),
  });
}

/**
 * It comes again, or another one looks in its place: of what waits long there would be ever more copies. What was left
 * meanwhile has been counted as that.
 */
function isDone({ applied, ship }: TaskRecord, message: TaskShip): boolean {
  const isOurs = ship?.id === message.ship;
  const isOther = isOurs && ship.next !== undefined && ship.next !== message.id;
  const isLeft = isOurs && ship.why !== undefined;
  return isOther || isLeft || applied.includes(message.id);
}

function factsOf(plan: Plan, { ship, issue }: TaskRecord, now: number): UpdateFacts {
  const { id = '', at: shippedAt = now } = plan.shipping ?? {};
  const isNext = isNextToUpdate(plan, issue.number, now);
  return { ship: ship?.id === id ? ship : undefined, isNext, shippedAt, now };
}

/** What a task remembers of this shipping, and of no other. Nothing is waited for any more unless that is said anew. */
function shipOf({ ship }: TaskRecord, message: TaskShip): NonNullable<TaskRecord['ship']> {
  const { updates, updatedHead, hasQueue, queued, red } = ship?.id === message.ship ? ship : {};
  return {
    id: message.ship,
    look: message.look ?? 1,
    next: message.id,
    ...(updates === undefined ? {} : { updates }),
    ...(updatedHead === undefined ? {} : { updatedHead }),
    ...(hasQueue === undefined ? {} : { hasQueue }),
    ...(queued === undefined ? {} : { queued }),
    // Of the head that was put into the queue: it is not looked at any more.
    ...(queued === undefined || red === undefined ? {} : { red }),
  };
}

function shipped(
  { clock, settings }: Ports,
  task: TaskRecord,
  message: TaskShip,
  decision: Exclude<Decision, { do: 'ask again' }>,
): OwnerChange<'task', string> {
  const ship = shipOf(task, message);
  const number = task.pullRequest?.number ?? 0;
  switch (decision.do) {
    case 'nothing':
      return remembered('merged', agentSees(task, { ...task, ship, seen: { is: 'merged', at: clock.now() } }));
    case 'leave':
      return remembered('left', { ...task, ship: { ...ship, why: decision.why, code: decision.code } });
    case 'dequeued':
      return remembered('dequeued', leftDequeued({ ...task, ship }, decision.dequeued));
    case 'wait': {
      const next = lookLater(message, decision.waits);
      const queued = 'queued' in decision ? { queued: decision.queued } : {};
      const waiting = { ...task, ship: { ...ship, ...queued, waits: decision.waits, next: next.id } };
      return { verdict: 'waiting', next: waiting, messages: () => [next] };
    }
    case 'update': {
      const { headSha, waits } = decision;
      const next = { ...ship, waits, updates: (ship.updates ?? 0) + 1, updatedHead: headSha };
      return remembered('updating', { ...task, ship: next }, updateBranch.intend('update', { number, headSha }));
    }
    case 'enqueue': {
      const { headSha, nodeId, waits } = decision;
      const red = redText(decision.red);
      const queued = { at: clock.now() };
      const { red: _, ...anew } = ship;
      const next = { ...anew, hasQueue: true, queued, waits, ...(red === undefined ? {} : { red }) };
      const leftAt = task.dequeued?.at;
      const params = { number, nodeId, headSha, lookedAt: clock.now(), ...(leftAt === undefined ? {} : { leftAt }) };
      return remembered('enqueuing', { ...task, ship: next }, enqueuePullRequest.intend('queue', params));
    }
    case 'merge': {
      const { headSha } = decision;
      const red = redText(decision.red);
      // Until it is merged its line says the same.
      const waits = task.ship?.id === ship.id ? task.ship.waits : undefined;
      const next = { ...ship, ...(red === undefined ? {} : { red }), ...(waits === undefined ? {} : { waits }) };
      const merge = { number, headSha, method: settings.mergeMethod, lookedAt: clock.now() };
      return remembered('merging', { ...task, ship: next }, mergePullRequest.intend('ship', merge));
    }
  }
}

/** Seconds between two looks: at checks, whether those before it are merged, and at a queue, of which webhooks tell as well. */
const APART_SECONDS = { checks: 30, others: 60, queue: 60 } as const;

function lookLater(message: TaskShip, waits: TaskWait): TaskShip {
  const id = operationId(message.id, 'look later');
  return { ...message, id, afterSeconds: APART_SECONDS[waits.for] };
}

function remembered(verdict: string, next: TaskRecord, ...intents: EffectIntent[]): OwnerChange<'task', string> {
  return { verdict, next, intents, isRemembered: true };
}
