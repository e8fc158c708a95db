/** What GitHub says of how it is set up. Foreign data, read field by field: what is not told is absent. */
import type { Fact } from './fact.ts';

export type AppIdentity = {
  kind: 'app';
  slug: string;
  /** By permission: `read` or `write`. */
  asked: Readonly<Record<string, string>>;
  /** What counts: as somebody accepted it. */
  granted: Readonly<Record<string, string>>;
  events: readonly string[];
  isSuspended: boolean;
  coversRepository: boolean;
  /** The page on which it is configured. */
  page: string;
};
export type TokenIdentity = {
  kind: 'token';
  login: string;
  /** Of a classic token; absent for a fine-grained one, which does not tell. */
  scopes?: readonly string[];
  /** Keys of permissions whose pages it may not even read. */
  refused: readonly string[];
  /** Epoch milliseconds; absent where it never ends, or nobody tells. */
  expiresAt?: number;
};
/** GitHub does not take what we say who we are: as its failure says, and what to do. */
export type RefusedIdentity = { kind: 'refused'; failure: string };
export type Identity = AppIdentity | TokenIdentity | RefusedIdentity;

export type RepositoryFact = {
  /** GitHub's number, which outlives its name; absent where nobody tells. */
  id?: number;
  /** `owner/name`, as it is called now. */
  name: string;
  archived: boolean;
  hasIssues: boolean;
  /** What this identity may do there; absent where nobody tells. */
  canPush?: boolean;
  /** `squash`, `merge`, `rebase`; absent where nobody tells. */
  mergeMethods?: readonly string[];
  defaultBranch: string;
};

export type WebhookFact = {
  /** Of a repository's; absent for the App's own. */
  id?: number;
  url: string;
  insecureSsl: boolean;
  hasSecret: boolean;
  active: boolean;
  events: readonly string[];
};

/** So many deliveries are read: those of a busy repository may not reach back 3 days. */
export const DELIVERIES_READ = 50;

/** `at`: epoch milliseconds. `statusCode`: 0 where nothing answered. */
export type DeliveryFact = { id: number; guid: string; event: string; at: number; statusCode: number; status: string };

export type WorkflowFact = {
  /** The file's text on the ref that is dispatched. */
  text: string;
  /** `active`, `disabled_manually`, … */
  state: string;
};

/** `prefix`: how the subject begins, where GitHub tells. */
export type SubjectFact = { isDefault: boolean; immutable: boolean; prefix?: string };

/** `ref`: whether what `WORKFLOW_REF` names is there. `skewMs`: how far this machine's clock is ahead of GitHub's. */
export type GitHubFacts = {
  identity: Fact<Identity>;
  repository: Fact<RepositoryFact>;
  ref: Fact<boolean>;
  /** Ours: the App's own, or that of the repository which leads to us; undefined where there is none. */
  webhook: Fact<WebhookFact | undefined>;
  /** Of our webhook, the newest first, `DELIVERIES_READ` at most. */
  deliveries: Fact<readonly DeliveryFact[]>;
  /** By setting; undefined where there is no such file. */
  workflows: Readonly<Record<'CLIENT_DEPLOY_WORKFLOW' | 'DIAGNOSE_WORKFLOW', Fact<WorkflowFact | undefined>>>;
  subject: Fact<SubjectFact>;
  /** Value by name, of the repository's variables for Actions. */
  variables: Fact<Readonly<Record<string, string>>>;
  /** Names of the repository's secrets for Actions. */
  secrets: Fact<readonly string[]>;
  skewMs: Fact<number>;
};
