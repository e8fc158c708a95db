/** What GitHub says in its device flow, and what we make of it. */
import type { SeenRequest, StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { failureOf, serve } from '../test-connection.ts';
import { createDeviceFlow } from './device-flow.ts';

async function connect(answer: StubResponse | ((request: SeenRequest) => StubResponse)) {
  const server = await serve(answer);
  const flow = createDeviceFlow({ clientId: 'Iv1.ours', baseUrl: server.url, apiVersion: '2022-11-28' });
  return { ...flow, server };
}

const CODE = { device_code: 'dev', user_code: 'WDJB-MJHT', verification_uri: 'https://github.com/login/device' };

describe('a code', () => {
  it('is asked for with the id of the App alone', async () => {
    const { begin, server } = await connect({ body: { ...CODE, expires_in: 899, interval: 7 } });
    expect(await begin()).toEqual({
      ...{ deviceCode: 'dev', userCode: 'WDJB-MJHT', url: 'https://github.com/login/device' },
      ...{ expiresInSeconds: 899, intervalSeconds: 7 },
    });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/login/device/code', body: 'client_id=Iv1.ours' }]);
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it.each<[string, StubResponse]>([
    ['the App has no device flow', { status: 400, body: { error: 'device_flow_disabled' } }],
    ['there is no such App', { status: 404, body: { error: 'Not Found' } }],
    ['it cannot be read', { body: { user_code: 'WDJB-MJHT' } }],
  ])('is refused with what to do where %s', async (_, answer) => {
    const { begin } = await connect(answer);
    const failure = await failureOf(begin());
    expect(failure).toMatchObject({ reason: 'invalid' });
    expect(failure.message).toContain('enable Device Flow');
  });

  it.each<[string, StubResponse]>([
    ['GitHub is away', { status: 503, body: 'unicorn' }],
    ['no answer comes', 'break'],
    ['there are too many', { status: 429, body: {} }],
  ])('is asked for again later where %s', async (_, answer) => {
    expect((await failureOf((await connect(answer)).begin())).isTransient).toBe(true);
  });
});

describe('whether somebody has entered it', () => {
  it.each([
    [{ error: 'authorization_pending' }, { is: 'pending' }],
    [
      { error: 'slow_down', interval: 10 },
      { is: 'slow down', intervalSeconds: 10 },
    ],
    [{ error: 'slow_down' }, { is: 'slow down', intervalSeconds: 10 }],
    [{ error: 'access_denied' }, { is: 'denied' }],
    [{ error: 'expired_token' }, { is: 'expired' }],
    [{ error: 'incorrect_device_code' }, { is: 'lost' }],
  ])('GitHub says %j', async (body, expected) => {
    const { ask, server } = await connect({ body });
    expect(await ask('dev')).toEqual(expected);
    expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/login/oauth/access_token' });
    expect(String(server.requests[0]?.body)).toBe(
      'client_id=Iv1.ours&device_code=dev&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code',
    );
  });

  it('the token is asked for its account, and is in nothing that comes of it', async () => {
    const { ask, server } = await connect(({ path }) =>
      path === '/user' ? { body: { id: 7, login: 'octo-ann' } } : { body: { access_token: 'ghu_secret' } },
    );
    const answer = await ask('dev');
    expect(answer).toEqual({ is: 'authorized', account: { id: 7, login: 'octo-ann' } });
    expect(server.requests[1]?.headers).toMatchObject({ authorization: 'Bearer ghu_secret' });
  });

  it('is unknown where the account is not told: nothing quotes the token', async () => {
    const asked = (user: StubResponse) =>
      connect(({ path }) => (path === '/user' ? user : { body: { access_token: 'ghu_secret' } }));
    expect(await (await asked({ body: { login: 'octo-ann' } })).ask('dev')).toEqual({ is: 'lost' });
    const failure = await failureOf((await asked({ status: 500, body: 'ghu_secret' })).ask('dev'));
    expect(failure.isTransient).toBe(true);
    expect(JSON.stringify([failure, failure.message])).not.toContain('ghu_secret');
  });

  it('is refused for what is new to us', async () => {
    const failure = await failureOf((await connect({ body: { error: 'incorrect_client_credentials' } })).ask('dev'));
    expect(failure).toMatchObject({ reason: 'invalid', detail: 'incorrect_client_credentials' });
  });
});
