import { generateKeyPairSync } from 'node:crypto';
import type { StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, serve } from '../test-connection.ts';
import { chooseAuth, type GitHubCredentials } from './github-auth.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const app = { GITHUB_APP_ID: '12', GITHUB_APP_PRIVATE_KEY: privateKey, GITHUB_INSTALLATION_ID: '34' };

describe('choosing who we are to GitHub', () => {
  it('prefers the App', () => {
    expect(chooseAuth({ ...app, GITHUB_TOKEN: 't' })).toEqual({ appId: '12', privateKey, installationId: '34' });
  });

  it('takes the token where the App is not complete', () => {
    expect(chooseAuth({ GITHUB_APP_ID: '12', GITHUB_TOKEN: 't' })).toEqual({ token: 't' });
  });

  it.each<GitHubCredentials>([{}, { GITHUB_APP_ID: '12' }])('says what to set when nothing is complete', (given) => {
    expect(() => chooseAuth(given)).toThrow(/GITHUB_APP_ID, .* or GITHUB_TOKEN/);
  });
});

describe('an App', () => {
  const TOKEN: StubResponse = {
    status: 201,
    body: { token: 'ghs_short_lived', expires_at: '2099-01-01T00:00:00Z', permissions: {} },
  };

  /** `answer`: to whatever is asked with the token. */
  const connect = (
    credentials: GitHubCredentials,
    answer: StubResponse = { body: [] },
    more: { access?: 'read' | 'write' } = {},
  ) =>
    connectTo(({ path }) => (path.endsWith('/access_tokens') ? TOKEN : answer), {
      auth: chooseAuth(credentials),
      ...more,
    });

  it('gets a token of its installation once, and asks with that', async () => {
    const { github, server } = await connect(app);
    await github.listOpenIssues('ready');
    await github.listOpenIssues('ready');
    expect(server.requests.map(({ path }) => path.split('?')[0])).toEqual([
      '/app/installations/34/access_tokens',
      '/repos/acme/web/issues',
      '/repos/acme/web/issues',
    ]);
    expect(server.requests[0]?.headers.authorization).toMatch(/^bearer ey/);
    expect(server.requests[1]?.headers.authorization).toBe('token ghs_short_lived');
  });

  it.each([
    ['write', { issues: 'write', contents: 'write', secrets: 'write', checks: 'read' }],
    ['read', { issues: 'read', contents: 'read', actions: 'read', checks: 'read' }],
  ] as const)('has it minted for the one repository and what the function may do there: %s', async (access, some) => {
    const { github, server } = await connect(app, { body: [] }, { access });
    await github.listOpenIssues('ready');
    const { repositories, permissions } = JSON.parse(server.requests[0]?.body ?? '');
    expect(repositories).toEqual(['web']);
    expect(permissions).toMatchObject(some);
    expect(Object.values(permissions).includes('write')).toBe(access === 'write');
  });

  it('changes nothing with access to read, whatever the token could do', async () => {
    const { writer, github, server } = await connectTo({ body: [] }, { access: 'read' });
    await expect(writer.dispatchWorkflow('deploy.yml', 'main', {})).rejects.toThrow();
    expect(server.requests).toEqual([]);
    expect(await github.listOpenIssues('ready')).toEqual([]);
  });

  it('downloads with that too', async () => {
    const storage = await serve({ body: Buffer.from('PK') });
    const { actions, server } = await connect(app, { status: 302, headers: { location: storage.url } });
    expect(await actions.downloadArtifact(8, 100)).toMatchObject({ kind: 'read' });
    expect(server.requests[1]?.headers.authorization).toBe('token ghs_short_lived');
    expect(storage.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('with a key that is none is told so, without the key', async () => {
    const { github, server } = await connect({ ...app, GITHUB_APP_PRIVATE_KEY: 'a key nobody may see' });
    const call = github.listOpenIssues('ready');
    await expect(call).rejects.toMatchObject({ name: 'GitHubError', reason: 'unauthorized' });
    await expect(call).rejects.not.toThrow(/nobody may see/);
    expect(server.requests).toEqual([]);
  });
});
