/** The set-up around a repository: its webhooks, the App that is installed on it, and what the OIDC tokens of Actions say. */

export type Hook = {
  id: number;
  url: string;
  contentType: 'json' | 'form';
  /** The receiver's certificate is not checked. */
  insecureSsl: boolean;
  /** Empty where there is none. */
  secret: string;
  active: boolean;
  /** Names of events; `*` for all there are. */
  events: readonly string[];
};

/** What an App or its installation may do: `read` or `write` by permission. */
export type Permissions = Readonly<Record<string, string>>;

export function isPermissions(value: unknown): value is Permissions {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((level) => level === 'read' || level === 'write');
}

/** `permissions` and `events`: as somebody accepted them. `suspendedAt`: epoch milliseconds. */
export type Installation = {
  id: number;
  permissions: Permissions;
  events: readonly string[];
  suspendedAt?: number;
  /** False where it is installed on other repositories only. */
  coversRepository: boolean;
};

export type App = {
  id: number;
  slug: string;
  name: string;
  /** PEM, of the key that it signs with. */
  publicKey: string;
  /** What it asks for; what counts is what its installation was given. */
  permissions: Permissions;
  /** Its own webhook. */
  hook: Hook;
  installation?: Installation;
};

/** How the subject begins that Actions shows to others (OpenID Connect). */
export type SubjectForm = {
  /** Numbers of owner and repository stand in it. */
  immutable: boolean;
  /** Of its own; GitHub's where absent. */
  claimKeys?: readonly string[];
};

export type SetUp = {
  hooks: Hook[];
  app?: App;
  subject: SubjectForm;
  /** Files of workflows that somebody switched off. */
  disabledWorkflows: readonly string[];
};

/** Whether it is told of such events. */
export function isSubscribed({ active, events }: Pick<Hook, 'active' | 'events'>, event: string): boolean {
  return active && (events.includes('*') || events.includes(event));
}

/** `owner` and `repository` by name and number. */
export function subjectPrefix({ immutable }: SubjectForm, owner: NamedId, repository: NamedId): string {
  const named = ({ name, id }: NamedId) => (immutable ? `${name}@${id}` : name);
  return `repo:${named(owner)}/${named(repository)}`;
}

type NamedId = { name: string; id: number };
