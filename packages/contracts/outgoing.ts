/** A message that a record promises to send: it stands in the record's outbox until SQS has it. */
import * as z from 'zod/mini';
import { CommentAdmitted, CommentAnswered } from './comments/comment-message.ts';
import { EffectDue, EffectParked } from './effect-due.ts';
import { LinkDue } from './identity/link-due.ts';
import { Notification } from './notification.ts';
import { ScheduleEnded } from './operation/schedule-message.ts';
import { PlanDeployed, PlanDue, PlanEnded, PlanExpire, PlanShipped } from './plan-due.ts';
import { NewsHeld } from './rules/github-happened.ts';
import { SiteChangeExpire } from './site-due.ts';
import { AgentEnded, AgentGive, AgentLook } from './tasks/agent-message.ts';
import {
  TaskChanged,
  TaskReconcile,
  TaskRemind,
  TaskRetry,
  TaskShip,
  TaskStart,
  TaskTidy,
} from './tasks/task-message.ts';
import { TrackingObserved, TrackingPoll } from './tracking-message.ts';
import { PlanObserved, PlanReconcile, SetUpObserved } from './verify-message.ts';

export const QUEUES = ['dispatch', 'verify', 'poll', 'notify'] as const;
export type QueueName = (typeof QUEUES)[number];

/** What a record promises to the dispatcher. */
export const PROMISED_TO_DISPATCHER = [
  PlanObserved,
  TrackingObserved,
  SetUpObserved,
  ScheduleEnded,
  CommentAdmitted,
  CommentAnswered,
  EffectDue,
  EffectParked,
  PlanDue,
  PlanExpire,
  PlanEnded,
  PlanShipped,
  PlanDeployed,
  SiteChangeExpire,
  LinkDue,
  TaskStart,
  TaskChanged,
  TaskReconcile,
  TaskRemind,
  TaskRetry,
  TaskShip,
  TaskTidy,
  AgentGive,
  AgentLook,
  AgentEnded,
  NewsHeld,
] as const;

export const Outgoing = z.discriminatedUnion('type', [
  Notification,
  PlanReconcile,
  TrackingPoll,
  ...PROMISED_TO_DISPATCHER,
]);
export type Outgoing = z.infer<typeof Outgoing>;

/** Which queue takes a message of this type. */
export const QUEUE_OF = {
  'message.shown': 'notify',
  'plan.reconcile': 'poll',
  'plan.observed': 'dispatch',
  'tracking.poll': 'poll',
  'tracking.observed': 'dispatch',
  'comment.admitted': 'dispatch',
  'comment.answered': 'dispatch',
  'effect.due': 'dispatch',
  'effect.parked': 'dispatch',
  'set-up.observed': 'dispatch',
  'schedule.ended': 'dispatch',
  'plan.due': 'dispatch',
  'plan.expire': 'dispatch',
  'plan.ended': 'dispatch',
  'plan.shipped': 'dispatch',
  'plan.deployed': 'dispatch',
  'site-change.expire': 'dispatch',
  'link.due': 'dispatch',
  'task.start': 'dispatch',
  'task.changed': 'dispatch',
  'task.reconcile': 'dispatch',
  'task.remind': 'dispatch',
  'task.retry': 'dispatch',
  'task.ship': 'dispatch',
  'task.tidy': 'dispatch',
  'agent.give': 'dispatch',
  'agent.look': 'dispatch',
  'agent.ended': 'dispatch',
  'news.held': 'dispatch',
} as const satisfies Record<Outgoing['type'], QueueName>;

/** Of the two that feed the verifier: what GitHub tells never waits behind what people ask for. */
export function verifierQueueOf(type: string): 'verify' | 'poll' {
  return type === 'plan.reconcile' || type === 'tracking.poll' ? 'poll' : 'verify';
}
