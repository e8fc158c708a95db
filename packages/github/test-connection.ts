/** A connection to `acme/web` on a server of the test's own. */
import { type SeenRequest, type StubResponse, startHttpServer } from '@valine/testing';
import { onTestFinished } from 'vitest';
import { connectGitHub } from './connect-github.ts';
import type { GitHubOptions } from './create-github.ts';
import { GitHubError } from './requests/github-error.ts';

export const TOKEN = 'ghp_not_a_real_token_0123456789';

type StubAnswer = StubResponse | ((request: SeenRequest) => StubResponse);

/** Closes when the test ends. */
export async function serve(answer: StubAnswer) {
  const server = await startHttpServer(typeof answer === 'function' ? answer : () => answer);
  onTestFinished(server.close);
  return server;
}

export async function connectTo(answer: StubAnswer, options: Partial<GitHubOptions> = {}) {
  const server = await serve(answer);
  const where = { repository: 'acme/web', baseUrl: server.url, auth: { token: TOKEN } };
  const requested = () => server.requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);
  return { ...connectGitHub({ ...where, spaceWrites: false, ...options }), server, requested };
}

export async function failureOf(call: Promise<unknown>): Promise<GitHubError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GitHubError)) throw new Error('it did not fail with a GitHubError', { cause: error });
  return error;
}
