/** A connection to `acme/web` on a server of the test's own. */
import { type HttpServer, type SeenRequest, type StubResponse, startHttpServer } from '@valine/testing';
import { connectGitHub } from './connect-github.ts';
import type { GitHubOptions } from './create-github.ts';
import { GitHubError } from './github-error.ts';

export async function connectTo(
  servers: HttpServer[],
  answer: (request: SeenRequest) => StubResponse,
  options: Partial<GitHubOptions> = {},
) {
  const server = await startHttpServer(answer);
  servers.push(server);
  const auth = { token: 'ghp_not_a_real_token_0123456789' };
  return {
    ...connectGitHub({ repository: 'acme/web', baseUrl: server.url, auth, spaceWrites: false, ...options }),
    server,
  };
}

export async function failureOf(call: Promise<unknown>): Promise<GitHubError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GitHubError)) throw new Error('it did not fail with a GitHubError', { cause: error });
  return error;
}
