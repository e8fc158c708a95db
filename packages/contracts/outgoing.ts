/** A message that a record promises to send: it stands in the record's outbox until SQS has it. */
import * as z from 'zod/mini';
import { EffectDue } from './effect-due.ts';
import { FollowCheck, FollowObserved } from './follow-message.ts';
import { Notification } from './notification.ts';
import { RunCheck, RunObserved } from './verify-message.ts';

export const QUEUES = ['dispatch', 'verify', 'notify'] as const;
export type QueueName = (typeof QUEUES)[number];

export const Outgoing = z.union([Notification, RunCheck, RunObserved, FollowCheck, FollowObserved, EffectDue]);
export type Outgoing = z.infer<typeof Outgoing>;

/** Which queue takes a message of this type. */
export const QUEUE_OF = {
  'message.shown': 'notify',
  'run.check': 'verify',
  'run.observed': 'dispatch',
  'follow.check': 'verify',
  'follow.observed': 'dispatch',
  'effect.due': 'dispatch',
} as const satisfies Record<Outgoing['type'], QueueName>;
