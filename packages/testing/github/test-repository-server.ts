/** GitHub Actions of the repository in memory as GitHub's API would answer for them, so that the client and the fake can be held together. */
import { GitHubError } from '@valine/github';
import type { SeenRequest, StubResponse } from '../http-server.ts';
import type { FakeRepository } from './fake-repository.ts';
import { ACTIONS_ROUTES } from './test-repository-actions.ts';

export async function answerAsGitHub(repository: FakeRepository, request: SeenRequest): Promise<StubResponse> {
  const { pathname, searchParams: query } = new URL(request.path, 'http://github.test');
  const asked = `${request.method} ${decodeURIComponent(pathname).replace('/repos/acme/web/', '')}`;
  const body = request.body === '' ? {} : JSON.parse(request.body);
  try {
    for (const [pattern, handle] of ACTIONS_ROUTES) {
      const found = pattern.exec(asked);
      const host = request.headers.host ?? '';
      if (found !== null) return await handle(repository, { rest: found.slice(1), query, host, body });
    }
    return { status: 404, body: { message: 'Not Found' } };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { status: error.status ?? 500, body: { message: error.detail } };
  }
}
