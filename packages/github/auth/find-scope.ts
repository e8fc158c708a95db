/** What tokens can be minted for where GitHub mints none as asked: for a former name of the repository, or with what the App was not given. */
import type { Octokit } from '@octokit/rest';
import type { Level, Scope, TokenPermissions } from './token-permissions.ts';

type Wanted = { installationId: string; repository: string; permissions: TokenPermissions };

/** `token`: may ask which repository goes by the name. @throws RequestError */
export async function findScope(ask: Octokit['request'], wanted: Wanted, token: string): Promise<Scope> {
  const { installationId, repository, permissions } = wanted;
  const [owner = '', repo = ''] = repository.split('/');
  const installation = await ask('GET /app/installations/{installation_id}', {
    installation_id: Number(installationId),
  });
  const headers = { authorization: `token ${token}` };
  const found = await ask('GET /repos/{owner}/{repo}', { owner, repo, headers });
  return { permissions: within(permissions, installation.data.permissions), repositoryIds: [Number(found.data.id)] };
}

/** The wanted permissions, as far as they are granted. */
function within(
  wanted: TokenPermissions,
  granted: Readonly<Record<string, string | undefined>>,
): Record<string, Level> {
  const given = Object.entries(wanted).flatMap(([key, level]) => {
    const has = granted[key];
    if (has === undefined) return [];
    return [[key, has === 'read' ? 'read' : level] as const];
  });
  return Object.fromEntries(given);
}
