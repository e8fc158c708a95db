/** How each queue is set up, as infra sets it up, and who watches what happens to its messages. */
import type { QueueName } from '@valine/contracts';
import type { QueueRecord } from '@valine/lambda-kit';
import { MAX_RECEIVES } from '@valine/settings';
import type { Invocation } from '../engine/invocations.ts';

/** `concurrency`: functions at a time. */
export const RULES = {
  dispatch: { fifo: false, maxReceives: MAX_RECEIVES.dispatch, concurrency: 4 },
  verify: { fifo: false, maxReceives: MAX_RECEIVES.verify, concurrency: 2 },
  poll: { fifo: false, maxReceives: MAX_RECEIVES.poll, concurrency: 2 },
  notify: { fifo: true, maxReceives: MAX_RECEIVES.notify, concurrency: 4 },
} as const;

/** Called with what happens to messages, for invariants. */
export type QueueWatch = {
  sent(queue: QueueName, body: unknown, text: string): void;
  settled(queue: QueueName, batch: readonly QueueRecord[], failed: readonly string[], invocation: Invocation): void;
};
