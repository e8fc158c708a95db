/** What becomes of a call whose token is refused. */
import { generateKeyPairSync } from 'node:crypto';
import type { SeenRequest, StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const FORBIDDEN = { status: 403, body: { message: 'Resource not accessible by integration' } };
const REVOKED = { status: 401, body: { message: 'Bad credentials' } };
const DONE: StubResponse = { body: { workflow_run_id: 9, html_url: 'u' } };
const DISPATCH = ['deploy.yml', 'main', {}] as const;

/** `answer`: to a call with the token that was minted as number `token`. `mint`: what minting answers, if not that. */
async function connectApp(answer: (token: number, request: SeenRequest) => StubResponse, mint?: StubResponse) {
  let minted = 0;
  const auth = { appId: '12', privateKey, installationId: '34' };
  const connection = await connectTo(
    (request) => {
      if (!request.path.endsWith('/access_tokens')) return answer(tokenOf(request), request);
      minted += 1;
      const token = { token: `ghs_${minted}`, expires_at: '2099-01-01T00:00:00Z', permissions: {} };
      return mint ?? { status: 201, body: token };
    },
    { auth },
  );
  const asked = () => connection.requested().map((line) => line.split(/[ ?]/)[1]?.split('/').at(-1));
  return { ...connection, asked };
}

const tokenOf = ({ headers }: SeenRequest) => Number(/ghs_(\d)/.exec(String(headers.authorization))?.[1]);

describe('a token that is refused', () => {
  it.each([
    ['just minted', FORBIDDEN],
    ['revoked', REVOKED],
  ])('is minted anew, and the call goes once more: %s', async (_, refusal) => {
    const { writer, asked } = await connectApp((token) => (token === 1 ? refusal : DONE));
    expect(await writer.dispatchWorkflow(...DISPATCH)).toMatchObject({ runId: 9 });
    expect(asked()).toEqual(['access_tokens', 'dispatches', 'access_tokens', 'dispatches']);
  });

  it('is not used again by the next call', async () => {
    const { github, asked } = await connectApp((token) => (token === 1 ? REVOKED : { body: [] }));
    await github.listOpenIssues('ready');
    await github.listOpenIssues('ready');
    expect(asked()).toEqual(['access_tokens', 'issues', 'access_tokens', 'issues', 'issues']);
  });

  it('is minted anew once in each call: what is refused then is told', async () => {
    let granted = false;
    const { writer, asked } = await connectApp((token) => (granted && token > 2 ? DONE : FORBIDDEN));
    expect(await failureOf(writer.dispatchWorkflow(...DISPATCH))).toMatchObject({
      reason: 'forbidden',
      mayHaveLanded: false,
    });
    expect(asked()).toHaveLength(4);
    granted = true;
    expect(await writer.dispatchWorkflow(...DISPATCH)).toMatchObject({ runId: 9 });
  });

  it('is minted anew for a download too', async () => {
    const { actions } = await connectApp((token) => (token === 1 ? REVOKED : { status: 410, body: {} }));
    expect(await actions.downloadArtifact(8, 100)).toEqual({ kind: 'expired' });
  });

  it.each<[string, StubResponse]>([
    ['another 403', { status: 403, body: { message: 'Must have admin rights to Repository.' } }],
    ['a limit', { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }],
    ['an outage', { status: 502, body: '' }],
    ['what is not there', { status: 404, body: { message: 'Not Found' } }],
  ])('is not what was the matter: %s goes once', async (_, answer) => {
    const { writer, asked } = await connectApp(() => answer);
    await failureOf(writer.dispatchWorkflow(...DISPATCH));
    expect(asked()).toEqual(['access_tokens', 'dispatches']);
  });
});

describe('without a token', () => {
  it.each<[string, StubResponse, object]>([
    ['an outage', { status: 502, body: '' }, { reason: 'unavailable' }],
    ['a lost connection', 'break', { reason: 'unavailable' }],
    ['no such installation', { status: 404, body: { message: 'Not Found' } }, { reason: 'unauthorized' }],
    [
      'no such App',
      { status: 401, body: { message: 'Integration must generate a public key' } },
      { reason: 'unauthorized' },
    ],
  ])('the call was not made, so it has not landed: %s', async (_, mint, expected) => {
    const { writer, asked } = await connectApp(() => DONE, mint);
    const failure = await failureOf(writer.dispatchWorkflow(...DISPATCH));
    expect(failure).toMatchObject({ ...expected, mayHaveLanded: false });
    expect(asked()).toEqual(['access_tokens']);
  });

  it('nothing is called gone', async () => {
    const { actions, github } = await connectApp(() => DONE, { status: 404, body: { message: 'Not Found' } });
    const asked = [actions.downloadArtifact(8, 9), actions.findWorkflowRun(7), github.findIssue(7)];
    for (const call of asked) expect(await failureOf(call)).toMatchObject({ reason: 'unauthorized', status: 404 });
  });

  it('what to look at is said', async () => {
    const { github } = await connectApp(() => DONE, { status: 404, body: { message: 'Not Found' } });
    expect((await failureOf(github.listOpenIssues('ready'))).message).toMatchInlineSnapshot(
      `"GitHub did not list issues (unauthorized, status 404: Not Found). No token could be had for the App: check GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_INSTALLATION_ID, and that the App is installed on the repository."`,
    );
  });
});

describe('a refusal that has its own cause', () => {
  const message = async (said: string) => {
    const { github } = await connectTo({ status: 403, body: { message: said } });
    return (await failureOf(github.listOpenIssues('ready'))).message;
  };

  it('is told with what to do about that', async () => {
    const said = [
      'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
      'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      'This installation has been suspended',
      'Resource not accessible by integration',
      'Repository was archived so is read-only.',
      'Must have admin rights to Repository.',
    ];
    expect(await Promise.all(said.map(message))).toMatchInlineSnapshot(`
      [
        "GitHub did not list issues (forbidden, status 403: Although you appear to have the correct authorization credentials, the \`acme\` organization has an IP allow list enabled, and your IP address is not permitted to access this resource). The organisation lets in known IP addresses only: an owner of it has to allow the address that this installation calls from (Settings, Authentication security, IP allow list); a function in AWS has a fixed one only behind a NAT gateway.",
        "GitHub did not list issues (forbidden, status 403: Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization). The organisation asks for single sign-on: authorise the token for it (Settings, Personal access tokens, Configure SSO), or use a GitHub App that is installed there.",
        "GitHub did not list issues (forbidden, status 403: This installation has been suspended). The App's installation is suspended: an owner has to unsuspend it (Settings, GitHub Apps, Configure).",
        "GitHub did not list issues (forbidden, status 403: Resource not accessible by integration). Give the App the permission it lacks (issues, contents, pull requests, actions, variables, secrets: read and write; checks, commit statuses: read), and accept it on the installation's page: until then it does not count.",
        "GitHub did not list issues (forbidden, status 403: Repository was archived so is read-only). The repository is archived, so it can only be read: unarchive it, or set another GITHUB_REPOSITORY.",
        "GitHub did not list issues (forbidden, status 403: Must have admin rights to Repository). Give the token or the App the permission it lacks (issues, contents, pull requests, actions, variables, secrets: read and write; checks, commit statuses: read).",
      ]
    `);
  });
});
