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
  let app: Promise<Octokit> | undefined;
  const asApp = () => {
    app ??= connectApp(options);
    return app;
  };
  return {
    octokit: createOctokit(options),
    owner,
    repo,
    at: { owner, repo },
    auth,
    asApp: 'token' in auth ? undefined : asApp,
    pages: webOriginOf(options.baseUrl),
    timeoutMs,
    apiVersion,
    fetch,
  };
}

/** It signs for itself what it asks: an installation's token is told nothing of the App. @throws Error for a key that is none */
async function connectApp({ auth, ...options }: GitHubOptions): Promise<Octokit> {
  if ('token' in auth) throw new Error('a token is no App');
  const { createAppAuth } = await import('@octokit/auth-app');
  const { token } = await createAppAuth({ appId: auth.appId, privateKey: auth.privateKey })({ type: 'app' });
  return createOctokit({ ...options, auth: { token } });
}
