/** The types of the local stack for its users. */
import type { Logger } from '@valine/lambda-kit';
import type { Plan, Tracking } from '@valine/records';
import type { Permissions } from './account/permissions.ts';
import type { Usage } from './account/usage.ts';
import type { Inputs, Resource } from './monitor/resource.ts';

export type StackOptions = {
  /** Picks Pulumi.<stage>.yaml, and is part of every name. */
  stage: string;
  /** Queues, tables and logs are kept here. A later start finds them again. */
  dataDir: string;
  /** Of the HTTP API; 0 takes a free one. */
  port: number;
  /** Names of settings (`GITHUB_REPOSITORY`) and their values. They win over Pulumi.<stage>.yaml. */
  settings: Record<string, string>;
  log: Logger;
  /** What every function sees besides what the program gives it. */
  environment?: Readonly<Record<string, string>>;
  /** The Pulumi program to run instead of `infra/index.ts`. */
  program?: () => Promise<unknown>;
  /** Changes a resource before it is made. A test takes a permission away with it. */
  alter?: (resource: Resource) => Inputs;
  /** How long `stop` waits for running invocations. @default 8 */
  graceSeconds?: number;
};

export type QueueState = {
  name: string;
  visible: number;
  inFlight: number;
  delayed: number;
  /** Until the first of the delayed ones is due; absent where there is none. */
  dueInSeconds?: number;
  deadLetters: number;
};
export type PlanState = Pick<Plan, 'id' | 'state' | 'label' | 'repository' | 'updatedAt'> & {
  tasks: { done: number; total: number };
};
export type FunctionState = { name: string; busy: number };
/** A deploy, a diagnose or a verification. */
export type TrackingState = Pick<Tracking, 'id' | 'state' | 'repository' | 'updatedAt'>;

export type StackState = {
  stage: string;
  queues: QueueState[];
  runs: PlanState[];
  follows: TrackingState[];
  functions: FunctionState[];
};

export type IdleOptions = {
  /** @default 60 */
  timeoutSeconds?: number;
  /** Messages delayed longer than this are not waited for. @default 60 */
  ignoreDelaysOverSeconds?: number;
  /** Nobody has entered a code of GitHub that would be found entered: the polls of a `/link` are not waited for. */
  ignoreLinks?: boolean;
};

export type Stack = {
  /** Where the HTTP API answers: `/discord`, `/github/webhook`, `/health`, `/local/state`, `/local/fire`, `/local/alarm`. */
  url: string;
  /** For AWS clients. The access key id `local-admin` may do everything. */
  awsEndpoint: string;
  region: string;
  /** Where each function's `<function>.log` is. */
  logDir: string;
  state(): Promise<StackState>;
  /** By function: what its role allows, and what it has asked for since the start. */
  permissions(): Record<string, Permissions>;
  /** What AWS would count on its bill, since the start. */
  usage(): Usage;
  /** Has a schedule send, as if it were due at that time (ISO 8601), or now. @throws for one that there is not */
  fire(schedule: string, dueAt?: string): Promise<void>;
  /** Has an alarm ring (`ALARM`) or be over (`OK`). @throws for one that there is not */
  setAlarm(name: string, state: string): Promise<void>;
  /**
   * Resolves when all work is done: no open request, no invocation, no message that is visible, in flight or soon due.
   * @throws after the time-out, naming what is still busy
   */
  whenIdle(options?: IdleOptions): Promise<void>;
  /** Takes no more work, waits `graceSeconds` for running invocations, and returns the other messages to their queues. */
  stop(): Promise<void>;
};
