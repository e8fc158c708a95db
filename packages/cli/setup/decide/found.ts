/** What the set-up has found in the world: the facts that every step is decided by. */
import type { Notes, Values, Wanted } from './ports.ts';

/** Why something could not be found. `refused`: the credentials are no good. `isForbidden`: they are, and may not see it. */
export type Unknown = { is: 'refused' } | { is: 'gone' } | { is: 'unknown'; why: string; isForbidden?: true };
export type Known<T> = { is: 'known'; value: T } | Unknown;

export type Named = { id: string; name: string };

export type DiscordFound = {
  application: Named & { publicKey: string; isPublic: boolean; interactionsUrl: string | null };
  botId: string;
  guilds: readonly Named[];
  /** Of the chosen server; undefined where the bot is not in it, or none is chosen. */
  guild?: {
    channels: readonly Named[];
    roles: readonly Named[];
    /** What the bot's roles may. */
    permissions: bigint;
    /** Whether the commands that are registered are ours. */
    hasCommands: boolean;
    /** Names of those that are registered and are not ours. */
    foreignCommands: readonly string[];
    /** Whether there are commands that every server has. */
    isEverywhere: boolean;
  };
  hasGreeting: boolean;
};

export type AppFound = {
  slug: string;
  permissions: Readonly<Record<string, unknown>>;
  events: readonly string[];
  /** Its page, from which it is installed. */
  page: string;
  /** Where its owner changes it. */
  settingsPage: string;
  installation?: { id: string; permissions: Readonly<Record<string, unknown>>; page: string };
};

export type HookFound = {
  id?: number;
  url: string;
  contentType: string;
  hasSecret: boolean;
  active: boolean;
  events: readonly string[];
};

export type WorkflowsFound = {
  /** Paths of files to propose. */
  lacks: readonly string[];
  branch: string;
  hasBranch: boolean;
  pull?: { url: string; stands: 'open' | 'closed' | 'merged' };
};

export type GitHubFound = {
  app?: Known<AppFound>;
  /** Whether the repository can be seen with what there is. */
  repository?: Known<{ defaultBranch: string }>;
  workflows?: Known<WorkflowsFound>;
  hooks?: Known<readonly HookFound[]>;
};

export type Found = {
  wanted: Wanted;
  notes: Notes;
  /** Undefined: there is no store yet. */
  stored: Values | undefined;
  /** Stored, and given by the environment where the store lacks it. */
  values: Values;
  discord?: Known<DiscordFound>;
  github: GitHubFound;
  /** Ids of steps that may replace what is in use elsewhere. */
  takenOver: readonly string[];
  addresses: { interactions?: string; webhook?: string; answer: boolean };
  /** Fingerprint of the webhook's secret, as notes keep it. */
  secretFingerprint?: string;
};
