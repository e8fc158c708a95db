/** Connects to a repository, and where we are an App, to what only the App itself is told. */
import type { Octokit } from '@octokit/rest';
import type { GitHubAuth } from '../auth/github-auth.ts';
import type { GitHubOptions } from '../create-github.ts';
import type { Connection } from '../requests/connection.ts';
import { createOctokit, DEFAULT_API_VERSION, DEFAULT_TIMEOUT_MS, defaultFetch } from '../requests/create-octokit.ts';
import { webOriginOf } from '../web-origin.ts';

export type SetUpConnection = Connection & {
  at: { owner: string; repo: string };
  auth: GitHubAuth;
  /** Undefined for a token. */
  asApp: (() => Promise<Octokit>) | undefined;
};

export function connectSetUp(options: GitHubOptions): SetUpConnection {
  const {
    repository,
    auth,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    apiVersion = DEFAULT_API_VERSION,
    fetch = defaultFetch(),
  } = options;
  const [owner = '', repo = ''] = repository.split('/');
  return {
    octokit: createOctokit(options),
    owner,
    repo,
    at: { owner, repo },
    auth,
    asApp: 'token' in auth ? undefined : () => connectApp(options),
    pages: webOriginOf(options.baseUrl),
    timeoutMs,
    apiVersion,
    fetch,
  };
}

/**
 * It signs for itself what it asks: an installation's token is told nothing of the App. What it signs by is good for ten
 * minutes, so it is made for each look. @throws Error for a key that is none
 */
async function connectApp({ auth, ...options }: GitHubOptions): Promise<Octokit> {
  if ('token' in auth) throw new Error('a token is no App');
  const { createAppAuth } = await import('@octokit/auth-app');
  const privateKey = (await auth.freshKey?.(false)) ?? auth.privateKey;
  const { token } = await createAppAuth({ appId: auth.appId, privateKey })({ type: 'app' });
  return createOctokit({ ...options, auth: { token } });
}
