/** The repository permissions that the GitHub App, or the token, must have: exactly these. */

import { neededWebhookEvents } from './webhook-events.ts';

type Level = 'read' | 'write';

export type GitHubPermission = {
  /** As GitHub's API and an App's manifest name it. */
  key: string;
  /** As GitHub's pages name it. */
  label: string;
  level: Level;
  /** What it is for, in words. */
  purpose: string;
  /** A fine-grained token cannot be given it. */
  appOnly?: true;
};

export const GITHUB_PERMISSIONS = [
  {
    key: 'issues',
    label: 'Issues',
    level: 'write',
    purpose: 'plans; the comment and the label of a task that has begun; answers to commands in comments',
  },
  {
    key: 'pull_requests',
    label: 'Pull requests',
    level: 'write',
    purpose: 'draft pull requests of tasks, and their merges by `/ship`',
  },
  {
    key: 'contents',
    label: 'Contents',
    level: 'write',
    purpose: 'branches of tasks; how many commits a deploy brings; `DIAGNOSE_TRIGGER=repository_dispatch`',
  },
  {
    key: 'actions',
    label: 'Actions',
    level: 'write',
    purpose: 'starting, cancelling and re-running workflows; runs, jobs, logs, artifacts',
  },
  {
    key: 'checks',
    label: 'Checks',
    level: 'read',
    purpose: 'why a job failed, from its annotations; without it the end of the log is shown',
    appOnly: true,
  },
  { key: 'statuses', label: 'Commit statuses', level: 'read', purpose: 'whether a pull request is ready for `/ship`' },
  { key: 'actions_variables', label: 'Variables', level: 'write', purpose: '`/set-frontend`' },
  { key: 'secrets', label: 'Secrets', level: 'write', purpose: '`/set-api-base`' },
  { key: 'metadata', label: 'Metadata', level: 'read', purpose: 'GitHub asks for it with every other permission' },
] as const satisfies readonly GitHubPermission[];

/** The permissions as an App's manifest and the answer of `GET /app` have them. `rules`: as of `neededWebhookEvents`. */
export function appPermissions(rules?: string): Record<string, Level> {
  const needed = neededWebhookEvents(rules).flatMap(({ appNeeds }) => appNeeds?.toLowerCase() ?? []);
  return Object.fromEntries([
    ...GITHUB_PERMISSIONS.map(({ key, level }) => [key, level]),
    ...needed.map((key) => [key, 'read']),
  ]);
}

/** Those that `granted` lacks. `granted`: as GitHub tells of an App or of its installation. */
export function missingGitHubPermissions(granted: Readonly<Record<string, unknown>>): readonly GitHubPermission[] {
  return GITHUB_PERMISSIONS.filter(({ key, level }) => !includes(granted[key], level));
}

function includes(granted: unknown, level: Level): boolean {
  return granted === level || granted === 'write' || granted === 'admin';
}
