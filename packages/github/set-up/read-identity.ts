/** Who we are to GitHub: the App with its installation, or whoever the token belongs to. */

import type { Octokit } from '@octokit/rest';
import type { AppIdentity, Identity, TokenIdentity } from '@valine/doctor';
import { fieldsOf, findTime, listOf, textOf } from '../json-fields.ts';
import { attempt, attemptFind } from '../requests/attempt.ts';
import { GitHubError } from '../requests/github-error.ts';
import { toGitHubError } from '../requests/to-github-error.ts';
import type { SetUpConnection } from './set-up-connection.ts';

/** @throws GitHubError */
export async function readIdentity(connection: SetUpConnection): Promise<Identity> {
  const { asApp, auth } = connection;
  if (asApp === undefined || 'token' in auth) return readToken(connection);
  const octokit = await attempt('take the key of the App', asApp);
  return readApp(connection, octokit, Number(auth.installationId));
}

async function readApp({ at }: SetUpConnection, octokit: Octokit, id: number): Promise<AppIdentity> {
  const { data: app } = await attempt('show the App', () => octokit.request('GET /app'));
  const installation = await attempt('show the installation of the App', () =>
    octokit.request('GET /app/installations/{installation_id}', { installation_id: id }),
  );
  const covering = await attemptFind('find the installation of the repository', () =>
    octokit.request('GET /repos/{owner}/{repo}/installation', at),
  );
  const { slug, permissions } = fieldsOf(app);
  const given = fieldsOf(installation.data);
  return {
    kind: 'app',
    slug: textOf(slug) ?? '',
    asked: levelsOf(permissions),
    granted: levelsOf(given['permissions']),
    events: listOf(given['events'] ?? [], textOf),
    isSuspended: textOf(given['suspended_at']) !== undefined,
    coversRepository: covering?.data.id === id,
    page: textOf(given['html_url']) ?? `https://github.com/settings/installations/${id}`,
  };
}

function levelsOf(permissions: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(fieldsOf(permissions)).map(([key, level]) => [key, String(level)]));
}

async function readToken(connection: SetUpConnection): Promise<TokenIdentity> {
  const { data, headers } = await attempt('take the token', () => connection.octokit.rest.users.getAuthenticated());
  const scopes = headers['x-oauth-scopes'];
  const expiresAt = findTime(headers['github-authentication-token-expiration']);
  return {
    kind: 'token',
    login: textOf(fieldsOf(data)['login']) ?? '',
    ...(scopes !== undefined && { scopes: scopes.split(',').map((scope) => scope.trim()) }),
    ...(expiresAt !== undefined && { expiresAt }),
    refused: await refusedReads(connection),
  };
}

const READS = {
  issues: 'GET /repos/{owner}/{repo}/issues',
  pull_requests: 'GET /repos/{owner}/{repo}/pulls',
  actions: 'GET /repos/{owner}/{repo}/actions/runs',
  contents: 'GET /repos/{owner}/{repo}/contents/',
} as const;

/** A fine-grained token does not say what it may do: what it may not even read is known by asking. */
async function refusedReads({ octokit, at }: SetUpConnection): Promise<string[]> {
  const asked = Object.entries(READS).map(async ([key, route]) => {
    try {
      await octokit.request(route, { ...at, per_page: 1 });
      return [];
    } catch (error) {
      const failure = error instanceof GitHubError ? error : toGitHubError(`read ${key}`, error);
      if (failure.reason === 'forbidden') return [key];
      if (failure.isTransient) throw failure;
      return [];
    }
  });
  return (await Promise.all(asked)).flat();
}
