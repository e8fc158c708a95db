/** What is not pure, as the services see it. Adapters are in `aws/` and in `@valine/testing`. */
import type { QueueName } from '@valine/contracts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Timer {
  /** Calls `ring` once, after so many milliseconds, unless the function it returns is called before. */
  after(milliseconds: number, ring: () => void): () => void;
}

export type QueueEntry = {
  body: unknown;
  /** FIFO queues only: messages of one group keep their order. */
  group?: string;
  /** FIFO queues only: the same id within 5 minutes is the same message. */
  deduplicationId?: string;
  /** Standard queues only: 0 to 900. */
  delaySeconds?: number;
  /** Set on a message that was put back to wait. */
  waiting?: Waiting;
};

/** What a message carries with it while it waits, as message attributes of the same names. */
export type Waiting = {
  /** How often it was put back. */
  waits: number;
  /** Epoch milliseconds at which it was sent for the first time. */
  firstSentAt: number;
  /** Epoch milliseconds before which it need not be looked at: a wait longer than SQS delays in one go. */
  notBefore?: number;
};

export interface Queues {
  /**
   * Puts the entries into the queue, in one call for up to 10; resolves once SQS has them all.
   * @throws QueueUnavailable when SQS did not take every entry; some may have arrived.
   */
  send(queue: QueueName, entries: readonly QueueEntry[]): Promise<void>;
}

/** Not a `TransientError`: the message that wanted to send spends a receive, and its person hears before it is given up. */
export class QueueUnavailable extends Error {
  override name = 'QueueUnavailable';
  /** False only where it is certain that nothing arrived; whoever waited for an answer cannot know. */
  readonly mayHaveArrived: boolean;
  constructor(
    message: string,
    { mayHaveArrived = true, ...options }: ErrorOptions & { mayHaveArrived?: boolean } = {},
  ) {
    super(message, options);
    this.mayHaveArrived = mayHaveArrived;
  }
}

export type LogFields = Record<string, unknown>;

export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
