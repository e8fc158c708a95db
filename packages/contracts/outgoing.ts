/** A message that a record promises to send: it stands in the record's outbox until SQS has it. */
import * as z from 'zod/mini';
import { EffectDue } from './effect-due.ts';
import { Notification } from './notification.ts';
import { PlanDue } from './plan-due.ts';
import { TrackingObserved, TrackingPoll } from './tracking-message.ts';
import { PlanObserved, PlanReconcile } from './verify-message.ts';

export const QUEUES = ['dispatch', 'verify', 'notify'] as const;
export type QueueName = (typeof QUEUES)[number];

export const Outgoing = z.discriminatedUnion('type', [
  Notification,
  PlanReconcile,
  PlanObserved,
  TrackingPoll,
  TrackingObserved,
  EffectDue,
  PlanDue,
]);
export type Outgoing = z.infer<typeof Outgoing>;

/** Which queue takes a message of this type. */
export const QUEUE_OF = {
  'message.shown': 'notify',
  'plan.reconcile': 'verify',
  'plan.observed': 'dispatch',
  'tracking.poll': 'verify',
  'tracking.observed': 'dispatch',
  'effect.due': 'dispatch',
  'plan.due': 'dispatch',
} as const satisfies Record<Outgoing['type'], QueueName>;
