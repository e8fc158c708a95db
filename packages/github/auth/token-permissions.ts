/** What the tokens of a function may do on the repository: minted with exactly this, whatever the App was given. */

export type Level = 'read' | 'write';
export type TokenPermissions = Readonly<Record<string, Level>>;
/** `read`: whoever must not change anything. */
export type Access = Level;

/** What a token is minted for, the repository by its name or its id. */
export type Scope = { permissions: Record<string, Level>; repositoryNames?: string[]; repositoryIds?: number[] };

const READ = {
  issues: 'read',
  pull_requests: 'read',
  contents: 'read',
  actions: 'read',
  checks: 'read',
  statuses: 'read',
  metadata: 'read',
} as const;

export const TOKEN_PERMISSIONS = {
  read: READ,
  write: {
    ...READ,
    ...{ issues: 'write', pull_requests: 'write', contents: 'write', actions: 'write' },
    ...{ actions_variables: 'write', secrets: 'write' },
  },
} as const satisfies Record<Access, TokenPermissions>;
