/** What the commands need of the world. `aws/` is the world; tests bring their own. */
import type { CommandRegistration } from '@valine/commands';
import type { QueueName } from '@valine/contracts';
import type { Queues } from '@valine/lambda-kit';
import type { OperatorStore } from '@valine/records';

export type DeadLetter = {
  messageId: string;
  body: string;
  /** Valid while the letter is taken. */
  receiptHandle: string;
  /** Epoch milliseconds at which the message was first sent. */
  sentAt: number;
  /** How often it was received, in the queue it came from and here. */
  received: number;
  /** FIFO queues only. */
  group?: string;
  /** Message attributes as SQS gives and takes them. */
  attributes: Readonly<Record<string, unknown>>;
};

export type MoveProgress = {
  state: 'running' | 'completed' | 'failed' | 'cancelled';
  moved: number;
  total?: number;
  /** Why it failed. */
  reason?: string;
};

export type MoveTask = { isNew: boolean; progress(): Promise<MoveProgress> };

/** The dead-letter queues, each named by the queue its letters come from. */
export interface DeadLetterQueues {
  /** About how many letters there are, those somebody has taken included. */
  count(queue: QueueName): Promise<number>;
  /** Up to 10 letters, hidden from everybody for `seconds`; none when no visible one is left. */
  take(queue: QueueName, seconds: number): Promise<DeadLetter[]>;
  /** Makes taken letters visible again. @returns how many of them stay hidden until their time is over */
  putBack(queue: QueueName, letters: readonly DeadLetter[]): Promise<number>;
  /** Sends the letter to the queue it came from; on a FIFO queue in its group, and once in 5 minutes. */
  sendToSource(queue: QueueName, letter: DeadLetter): Promise<void>;
  delete(queue: QueueName, letter: DeadLetter): Promise<void>;
  /** Has SQS move every letter back; if it is already at that, the task that runs. */
  moveAll(queue: QueueName): Promise<MoveTask>;
}

/** One stage of the product, on AWS or on this machine. */
export type Connection = {
  stage: string;
  /** For people: `stage dev on AWS (eu-central-1)`. */
  where: string;
  /** For people: why it is not the local stack, where nobody chose. */
  whyThere?: string;
  store: OperatorStore;
  queues: Queues;
  deadLetters: DeadLetterQueues;
  /** Overwrites the commands of the application, or of one guild. @returns the application's id */
  registerCommands(commands: CommandRegistration[], guildId: string | undefined): Promise<string>;
  close(): void;
};

export type TargetChoice = { stage?: string; local?: boolean };

export type Terminal = {
  /** A line on standard output. */
  print(text: string): void;
  /** Replaces the line that is shown while work goes on; on a terminal only. Empty: clears it. */
  progress(text: string): void;
};

export type Tools = {
  connect(choice: TargetChoice): Connection;
  terminal: Terminal;
  clock: { now(): number };
  pause(milliseconds: number): Promise<void>;
};
