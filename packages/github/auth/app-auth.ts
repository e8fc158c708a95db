/** An App's requests: each goes with a token of its installation, and one that the token was refused for goes once more. */
import { createAppAuth } from '@octokit/auth-app';
import { RequestError } from '@octokit/request-error';
import type { Octokit } from '@octokit/rest';
import { findScope } from './find-scope.ts';
import { NoToken } from './no-token.ts';
import type { Scope, TokenPermissions } from './token-permissions.ts';

type Request = Octokit['request'];
type Options = {
  appId: string;
  privateKey: string;
  /** The key as it stands now. `isDoubted`: the one known was refused just now. */
  freshKey?: (isDoubted: boolean) => Promise<string>;
  installationId: string;
  /** Of the client, which asks by way of the hook below. */
  request: Request;
  /** `owner/name`: the one repository that its tokens are for. */
  repository: string;
  /** What its tokens may do there. */
  permissions: TokenPermissions;
};
type AppAuth = ReturnType<typeof createAppAuth>;
/** With the defaults of the client in them. */
type RequestOptions = ReturnType<Request['endpoint']['merge']> & { url: string };
/**
 * A token may be refused for seconds after it was minted, or revoked, and it keeps the permissions it was minted with for
 * its hour. So a refusal may say nothing of what the App may do now: a new token is minted, once. A call that was refused
 * did nothing, so it still happens once. Not the hook of `createAppAuth`: that waits, and keeps a revoked token.
 */
export function createInstallationAuth({ repository, permissions, freshKey, ...options }: Options) {
  const { request: ask, installationId } = options;
  const wanted: Scope = { permissions, repositoryNames: [repository.split('/')[1] ?? ''] };
  let scope: Scope = wanted;
  let { privateKey } = options;
  let app = createAppAuth(options);
  /** True if there is another key now. Tokens that were minted by the one before are not used any more: so it shows at once whether the new one is taken. */
  const renewKey = async (isDoubted: boolean): Promise<boolean> => {
    const next = (await freshKey?.(isDoubted)) ?? privateKey;
    if (next === privateKey) return false;
    privateKey = next;
    app = createAppAuth({ ...options, privateKey });
    return true;
  };
  const mint = async (given: object, refresh: boolean) =>
    (await app({ type: 'installation', refresh, ...given })).token;

  const mintInScope = (refresh: boolean) =>
    mint(scope, refresh).catch(async (error: unknown) => {
      if (scope !== wanted || !isRefused(error, 422)) throw error;
      const token = await mint({ permissions: { metadata: 'read' } }, false);
      scope = await findScope(ask, { installationId, repository, permissions }, token);
      return mint(scope, refresh);
    });

  const tokenOf = async (refresh: boolean) => {
    // What it was not given before it may have been given since.
    if (refresh) scope = wanted;
    await renewKey(false);
    try {
      return await mintInScope(refresh).catch(async (error: unknown) => {
        if (!isRefused(error, 401) || !(await renewKey(true))) throw error;
        return mintInScope(refresh);
      });
    } catch (error) {
      throw error instanceof RequestError ? new NoToken(error) : error;
    }
  };

  async function hook(request: Request, given: RequestOptions) {
    if (isOfApp(given.url)) return app.hook(request, given);
    if (given.headers.authorization !== undefined) return request(given);
    const send = (token: string) =>
      request({ ...given, headers: { ...given.headers, authorization: `token ${token}` } });
    const token = await tokenOf(false);
    try {
      return await send(token);
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
    }
    return send(await tokenOf(true));
  }
  const auth = async (asked: Parameters<AppAuth>[0]) => app(asked);
  return Object.assign(auth, { hook });
}

/** What the App asks as itself. */
function isOfApp(url: string): boolean {
  return /\/app\/installations\/[^/]+(\/access_tokens)?$/.test(url);
}

function isRefused(error: unknown, status: number): boolean {
  return error instanceof RequestError && error.status === status;
}

function isTokenRefused(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  if (error.status === 401) return true;
  return error.status === 403 && /resource not accessible by integration/i.test(error.message);
}
