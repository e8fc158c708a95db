/** Everything the program has created so far. The gateway, the mappings and the HTTP API read it. */
import type { Statement } from './policy.ts';
import { noUsage, type Usage } from './usage.ts';

/** `trustPolicy`: who may take it on, as JSON. */
export type Role = { name: string; policies: Map<string, Statement[]>; trustPolicy: string };

export type FunctionDefinition = {
  name: string;
  description: string;
  roleName: string;
  /** The module that exports the handler, as an absolute path. */
  modulePath: string;
  handlerName: string;
  /** The variables of the program, without those that Lambda adds. */
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
};

export type MappingDefinition = {
  functionName: string;
  queueName: string;
  batchSize: number;
  windowSeconds: number;
  /** How many invocations at once. */
  maximumConcurrency: number;
  reportsItemFailures: boolean;
  /** It hands out nothing. */
  isOff: boolean;
};

/** Who may invoke a function from outside (`aws:lambda:Permission`). */
export type InvokePermission = { functionName: string; principal: string; sourceArn: string | undefined };

/** `target` is `integrations/<id>`, as API Gateway writes it. */
export type Route = { apiId: string; key: string; target: string };
export type Integration = { functionName: string; timeoutMilliseconds: number };
/** `changedAt`: epoch milliseconds. */
export type Parameter = { name: string; type: string; value: string; changedAt: number };

/** The attributes that are partition keys: of the table, and of its indexes by their names. */
export type TableKeys = { hashKey: string; ofIndexes: ReadonlyMap<string, string> };
/** `expires`: old records go. `recovers`: it can be brought back to any second. */
export type TableTraits = { expires: boolean; recovers: boolean };
/** `input`: the message, in which Scheduler puts when it was due. */
export type ScheduleDefinition = {
  name: string;
  /** Epoch milliseconds; undefined where it is not due any more. */
  nextDue(after: number): number | undefined;
  queueName: string;
  roleName: string;
  input: string;
  isOff: boolean;
};
/** Lines of a log that go on to a function. */
export type LogSubscription = { name: string; logGroup: string; pattern: string; functionName: string };
/** `isRaw`: a queue gets the message as it was published, without SNS's own frame. */
export type Subscription = {
  topicArn: string;
  protocol: string;
  endpoint: string;
  isConfirmed: boolean;
  isRaw: boolean;
};
/** Actions are ARNs of topics. */
export type AlarmDefinition = {
  name: string;
  description: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  alarmActions: readonly string[];
  okActions: readonly string[];
};

export type Account = {
  region: string;
  roles: Map<string, Role>;
  functions: Map<string, FunctionDefinition>;
  mappings: MappingDefinition[];
  permissions: InvokePermission[];
  /** By id. */
  integrations: Map<string, Integration>;
  routes: Route[];
  parameters: Map<string, Parameter>;
  tables: Map<string, TableKeys>;
  /** Every permission that a function has asked for, by function: `action on resource`, and whether it was given. */
  asked: Map<string, Map<string, boolean>>;
  usage: Usage;
  /** By name. */
  traits: Map<string, TableTraits>;
  /** ARNs. */
  topics: Set<string>;
  subscriptions: Subscription[];
  logSubscriptions: LogSubscription[];
  /** By name. */
  alarms: Map<string, AlarmDefinition>;
  /** JSON, by the queue's name. */
  queuePolicies: Map<string, string>;
  /** By name. */
  schedules: Map<string, ScheduleDefinition>;
};

export function createAccount(region: string): Account {
  return {
    region,
    roles: new Map(),
    functions: new Map(),
    mappings: [],
    permissions: [],
    integrations: new Map(),
    routes: [],
    parameters: new Map(),
    tables: new Map(),
    asked: new Map(),
    usage: noUsage(),
    traits: new Map(),
    topics: new Set(),
    subscriptions: [],
    logSubscriptions: [],
    alarms: new Map(),
    queuePolicies: new Map(),
    schedules: new Map(),
  };
}
