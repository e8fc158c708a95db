/** What the commands need from outside. `aws/` provides it, and tests provide it in memory. */
import type { KeyObject } from 'node:crypto';
import type { CommandRegistration } from '@valine/commands';
import type { QueueName } from '@valine/contracts';
import type { Fact, Facts, Fix } from '@valine/doctor';
import type { CollaboratorPermission, DeliveryPage } from '@valine/github';
import type { Queues } from '@valine/lambda-kit';
import type { OperatorStore } from '@valine/records';

export type DeadLetter = {
  messageId: string;
  body: string;
  /** Valid while the dead letter is taken. */
  receiptHandle: string;
  /** Epoch milliseconds at which the message was first sent. */
  sentAt: number;
  /** How often it was received, in its source queue and here. */
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

/** The dead-letter queues. Each is named by the queue that its messages come from. */
export interface DeadLetterQueues {
  /** About how many dead letters there are, taken ones included. */
  count(queue: QueueName): Promise<number>;
  /** Up to 10 dead letters, hidden from everybody for `seconds`. None when no visible one is left. */
  take(queue: QueueName, seconds: number): Promise<DeadLetter[]>;
  /** Makes taken dead letters visible again. @returns how many stay hidden until their time is over */
  putBack(queue: QueueName, deadLetters: readonly DeadLetter[]): Promise<number>;
  /** Sends it to the queue it came from. On a FIFO queue: in its group, and once in 5 minutes. */
  sendToSource(queue: QueueName, letter: DeadLetter): Promise<void>;
  delete(queue: QueueName, letter: DeadLetter): Promise<void>;
  /** Has SQS move every dead letter back. If SQS is already doing that, returns the running task. */
  moveAll(queue: QueueName): Promise<MoveTask>;
}

/** A look at all that can be wrong, and what mends some of it. */
export type Inspection = {
  look(): Promise<Facts>;
  /** Repeated, it changes nothing. @throws Error that says what stands against it */
  fix(fix: Fix): Promise<void>;
};

/** `onGitHub`: what the account may do in the repository; `login`: as it is now, where that is known. */
export type Standing = {
  inDiscord: Fact<boolean>;
  onGitHub: Fact<CollaboratorPermission | 'gone'>;
  login?: string;
};

/** Who is linked, and whether they are still there. */
export type People = {
  /** Ids on Discord, also of those whose account has untied itself. */
  linked(): Promise<Fact<string[]>>;
  /** In the same order. Only reads. */
  standings(links: readonly { personId: string; accountId: number }[]): Promise<Standing[]>;
};

/** What GitHub knows of the deliveries of our webhook. Both throw GitHubError. */
export type WebhookLog = {
  /** The newest tries first. */
  page(cursor?: string): Promise<DeliveryPage>;
  /** Has GitHub send a delivery once more. `id`: of any of its tries. */
  redeliver(id: number): Promise<void>;
};

/** One stage of the product, on AWS or on this machine. */
export type Connection = {
  stage: string;
  /** For people: `stage dev on AWS (eu-central-1)`. */
  where: string;
  /** For people: why it is not the local stack, when no option chose a stage. */
  whyThere?: string;
  store: OperatorStore;
  queues: Queues;
  deadLetters: DeadLetterQueues;
  inspection: Inspection;
  people: People;
  /** @throws CliError where the stage has no webhook that could be asked about; GitHubError */
  openWebhookLog(): Promise<WebhookLog>;
  /** Overwrites the commands of the application, or of one guild. @returns the application's id */
  registerCommands(commands: CommandRegistration[], guildId: string | undefined): Promise<string>;
  /** The keys that the audit is sealed with; `earlier`: environment variables that have those of before. @throws CliError */
  auditKeys(earlier: readonly string[]): Promise<KeyObject[]>;
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
  /** Who is at the terminal, as the audit names them. */
  operator: string;
  /** Another one each time. */
  newId(): string;
  pause(milliseconds: number): Promise<void>;
};
