/** One message as a queue hands it to a worker, and what the worker's handler is told of it. */

export type QueueRecord = {
  messageId: string;
  receiptHandle: string;
  /** JSON of a contract message, not parsed yet. */
  body: string;
  /** 1 on the first delivery. */
  receiveCount: number;
  /** How often it was put back to wait. */
  waits: number;
  /** Epoch milliseconds. */
  firstSentAt: number;
  notBefore?: number;
  /** What set it off, where its sender said so. */
  trace?: string;
  /** FIFO queues only. */
  group?: string;
};

export type WorkContext = Pick<QueueRecord, 'messageId' | 'receiveCount' | 'waits' | 'firstSentAt'> & {
  /** Epoch milliseconds at which the function will be killed. */
  deadline: number;
  /** What the body's JSON says, with what the schema leaves out and without what it adds: a signature is of this. */
  asSent: unknown;
};
