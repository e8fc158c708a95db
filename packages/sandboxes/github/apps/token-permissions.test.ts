/** What the App's tokens may do, asked with the client that the functions have. */
import { generateKeyPairSync } from 'node:crypto';
import { connectGitHub, GitHubError, type GitHubOptions } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { testGitHub } from '../test-github.ts';

const GRANTED = {
  ...{ issues: 'write', pull_requests: 'write', contents: 'write', actions: 'write', checks: 'read' },
  ...{ statuses: 'read', actions_variables: 'write', secrets: 'write', metadata: 'read' },
};
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

async function testApp(permissions: Record<string, string> = GRANTED) {
  const { github } = await testGitHub();
  const hook = { id: 1, url: '', contentType: 'json', insecureSsl: false, secret: '', active: false } as const;
  github.setUp((setUp) => {
    const installation = { id: 34, permissions, events: [], coversRepository: true };
    const about = { id: 12, slug: 'valine', name: 'Valine', publicKey, permissions };
    setUp.app = { ...about, hook: { ...hook, events: [] }, installation };
  });
  const connect = (more: Partial<GitHubOptions> = {}) =>
    connectGitHub({
      repository: 'acme/web-shop',
      baseUrl: github.url,
      auth: { appId: '12', privateKey, installationId: '34' },
      spaceWrites: false,
      ...more,
    });
  const minted = () => github.requests().filter((request) => request.endsWith('/access_tokens')).length;
  return { github, connect, minted };
}

const failureOf = (call: Promise<unknown>) =>
  call.catch((error: unknown) => (error instanceof GitHubError ? error.status : error));

const REFUSED_TO_READERS = [
  ['POST', '/issues/1/labels', 'issues=write'],
  ['POST', '/issues/1/comments', 'issues=write'],
  ['POST', '/actions/workflows/client-deploy.yml/dispatches', 'actions=write'],
  ['POST', '/dispatches', 'contents=write'],
  ['POST', '/git/refs', 'contents=write'],
  ['PUT', '/pulls/1/merge', 'contents=write'],
  ['POST', '/pulls', 'pull_requests=write'],
  ['PATCH', '/actions/variables/FRONTEND_BASE_URL', 'actions_variables=write'],
  ['PUT', '/actions/secrets/VITE_API_BASE', 'secrets=write'],
  ['GET', '/actions/secrets', 'secrets=read'],
] as const;

/** Hears with which token the client asks. */
function listeningFetch() {
  let authorization = '';
  const fetch: typeof globalThis.fetch = (input, init) => {
    authorization = new Headers(init?.headers).get('authorization') ?? authorization;
    return globalThis.fetch(input, init);
  };
  return { fetch, headers: () => ({ authorization }) };
}

describe('a token', () => {
  it('of the dispatcher reads and writes', async () => {
    const { github, connect, minted } = await testApp();
    const { github: reader, writer } = connect();
    const number = github.openIssue('Of this test', ['ready']);
    expect(await reader.findIssue(number)).toMatchObject({ number });
    await writer.addLabels(number, ['in-progress']);
    expect(github.issues().find((issue) => issue.number === number)?.labels).toContain('in-progress');
    expect(minted()).toBe(1);
  });

  it('of the verifier reads, and GitHub itself refuses what changes something', async () => {
    const { github, connect } = await testApp();
    const number = github.openIssue('Of this test', ['ready']);
    const { fetch, headers } = listeningFetch();
    const { github: reader, actions } = connect({ access: 'read', fetch });
    expect(await reader.findIssue(number)).toMatchObject({ number });
    expect(await actions.listWorkflowRuns('client-deploy.yml', { limit: 1 })).toBeDefined();
    const at = `${github.url}/repos/acme/web-shop`;
    for (const [method, path, accepted] of REFUSED_TO_READERS) {
      const answer = await fetch(`${at}${path}`, { method, headers: headers() });
      expect([path, answer.status, answer.headers.get('x-accepted-github-permissions')]).toEqual([path, 403, accepted]);
    }
    const query = 'mutation { enqueuePullRequest(input: {pullRequestId: "x"}) { mergeQueueEntry { id } } }';
    const mutation = { method: 'POST', headers: headers(), body: JSON.stringify({ query }) };
    expect((await fetch(`${github.url}/graphql`, mutation)).status).toBe(403);
  });

  it('is minted without what the App was not given, and everything else goes on', async () => {
    const { secrets: _, checks: __, ...less } = GRANTED;
    const { github, connect } = await testApp({ ...less, issues: 'read' });
    const { github: reader, writer } = connect();
    const number = github.openIssue('Of this test', ['ready']);
    expect(await reader.findIssue(number)).toMatchObject({ number });
    expect(await failureOf(writer.addLabels(number, ['in-progress']))).toBe(403);
    await expect(writer.dispatchWorkflow('client-deploy.yml', 'main', {})).resolves.toBeDefined();
  });

  it('is minted for the repository that was renamed, and for no other', async () => {
    const { github, connect } = await testApp();
    const { github: reader } = connect();
    github.renameRepository('shop');
    const number = github.openIssue('Of this test', ['ready']);
    expect(await reader.findIssue(number)).toMatchObject({ number });
    expect(await failureOf(connect({ repository: 'acme/other' }).github.findIssue(number))).toBe(404);
  });
});
