/** An App's requests: each goes with a token of its installation, and one that the token was refused for goes once more. */
import type { createAppAuth } from '@octokit/auth-app';
import { RequestError } from '@octokit/request-error';
import type { Octokit } from '@octokit/rest';

type Options = Parameters<typeof createAppAuth>[0] & { privateKey: string };
type AppAuth = ReturnType<typeof createAppAuth>;
type Request = Octokit['request'];
/** With the defaults of the client in them. */
type RequestOptions = ReturnType<Request['endpoint']['merge']> & { url: string };

/**
 * A token may be refused for seconds after it was minted, or revoked, and it keeps the permissions it was minted with for
 * its hour. So a refusal may say nothing of what the App may do now: a new token is minted, once. A call that was refused
 * did nothing, so it still happens once. Not the hook of `createAppAuth`: that waits, and keeps a revoked token.
 */
export function createInstallationAuth(options: Options) {
  let loaded: Promise<AppAuth> | undefined;
  /** At the first call: who has a token alone never needs it, and no cold start waits for it. */
  const load = () => {
    loaded ??= import('@octokit/auth-app').then((module) => module.createAppAuth(options));
    return loaded;
  };
  const tokenOf = async (refresh: boolean) => {
    try {
      const auth = await load();
      return (await auth({ type: 'installation', refresh })).token;
    } catch (error) {
      throw error instanceof RequestError ? new NoToken(error) : error;
    }
  };

  async function hook(request: Request, options: RequestOptions) {
    if (isMint(options.url)) return (await load()).hook(request, options);
    const ask = (token: string) =>
      request({ ...options, headers: { ...options.headers, authorization: `token ${token}` } });
    const token = await tokenOf(false);
    try {
      return await ask(token);
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
    }
    return ask(await tokenOf(true));
  }
  const auth = async (wanted: Parameters<AppAuth>[0]) => (await load())(wanted);
  return Object.assign(auth, { hook });
}

/** No token could be had: the call that it was for was not made, and what GitHub said is not about that call. */
export class NoToken extends Error {
  override name = 'NoToken';
  readonly failure: RequestError;
  constructor(failure: RequestError) {
    super('no token could be had', { cause: failure });
    this.failure = failure;
  }
}

function isMint(url: string): boolean {
  return /\/app\/installations\/[^/]+\/access_tokens$/.test(url);
}

function isTokenRefused(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  if (error.status === 401) return true;
  return error.status === 403 && /resource not accessible by integration/i.test(error.message);
}
