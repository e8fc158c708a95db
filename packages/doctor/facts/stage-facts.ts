/** What stands in the cloud for a stage, and what this machine is. */
import type { Fact } from './fact.ts';

export type FunctionFact = {
  /** AWS's words: `Active`, … and `Successful`, … */
  state: string;
  lastUpdate: string;
  environment: Readonly<Record<string, string>>;
  /** Of the project that deployed it; absent where it does not tell. */
  version?: string;
};

/** `isOn`: it hands its queue's messages to the function. */
export type MappingFact = { queue: string; isOn: boolean; state: string };

export type ParameterFact = { type: string; isEmpty: boolean };

export type QueueFact = {
  waiting: number;
  deadLetters: number;
  /** Whether what fails for good goes to its dead letters. */
  hasDeadLetterQueue: boolean;
};

export type TableFact = {
  status: string;
  /** By name of the index. */
  indexes: Readonly<Record<string, string>>;
  expires: Fact<boolean>;
  recovers: Fact<boolean>;
  isProtected: boolean;
};

export type SubscriptionFact = { endpoint: string; isConfirmed: boolean };

/** What a door answered to a request without a signature; status 0: nothing answered. */
export type DoorFact = { url: string; status: number; detail: string };

/** Who may take on a role: the statements of its trust policy, as far as GitHub's provider is concerned. */
export type TrustFact = { role: string; statements: readonly TrustStatement[] };
export type TrustStatement = {
  effect: string;
  /** Of `sub`, all of which have to hold; empty: any. */
  subjects: readonly ClaimTest[];
  /** Of `repository_id`, as `subjects`. */
  repositoryIds: readonly ClaimTest[];
};
/** `operator`: as IAM writes it. One of the values is enough. */
export type ClaimTest = { operator: string; values: readonly string[] };

export type StageFacts = {
  stage: string;
  kind: 'aws' | 'local';
  /** By service; undefined where there is no such function. */
  functions: Readonly<Record<string, Fact<FunctionFact | undefined>>>;
  mappings: Fact<readonly MappingFact[]>;
  /** By setting: those that functions are told to read; undefined where there is none. */
  parameters: Fact<Readonly<Record<string, ParameterFact | undefined>>>;
  /** By queue; undefined where there is none. */
  queues: Readonly<Record<string, Fact<QueueFact | undefined>>>;
  table: Fact<TableFact | undefined>;
  /** Undefined where there is no topic. */
  subscriptions: Fact<readonly SubscriptionFact[] | undefined>;
  doors: { interactions: Fact<DoorFact>; webhook: Fact<DoorFact> };
  /** By name of the repository's variable that names the role; undefined where there is no such role. */
  trust: Readonly<Record<string, Fact<TrustFact | undefined>>>;
  /** Region that is asked, and the one that `Pulumi.<stage>.yaml` names. */
  region: Fact<{ asked: string; configured: string | undefined }>;
};

export type MachineFacts = {
  /** Epoch milliseconds. */
  now: number;
  /** This project's. */
  version: string;
  node: string;
  /** Of the CLI that is installed; undefined where there is none. */
  pulumi: Fact<string | undefined>;
  /** Of the package that the program is run with. */
  pulumiWanted: string;
};
