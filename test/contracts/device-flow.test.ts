/**
 * GitHub's device flow, held true of the model behind its port and behind HTTP alike; and what HTTP answers, held against what
 * GitHub documents: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow
 */
import { createDeviceFlow, type DeviceFlow } from '@valine/github/device-flow';
import { accountIdOf, denyCode, enterCode, expireCodes } from '@valine/github-model';
import { SANDBOX_CLIENT_ID } from '@valine/sandboxes';
import { fakeDeviceFlow, fakeRepository } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { openSandbox } from './open-sandbox.ts';

type People = {
  /** On GitHub's page, by whoever has the account. */
  enter(userCode: string, login: string): void;
  deny(userCode: string): void;
  /** A quarter of an hour goes by. */
  expire(): void;
};

const clock = { now: () => Date.now() };
const NOBODY = 'device-nobody-began-this';

async function inMemory(): Promise<DeviceFlow & People> {
  const { model } = fakeRepository(clock);
  return {
    ...fakeDeviceFlow(model, clock),
    enter: (userCode, login) => enterCode(model, userCode, login, clock.now()),
    deny: (userCode) => denyCode(model, userCode, clock.now()),
    expire: () => expireCodes(model, clock.now()),
  };
}

async function overHttp(clientId = SANDBOX_CLIENT_ID): Promise<DeviceFlow & People & { url: string }> {
  const { sandbox } = await openSandbox();
  return {
    ...createDeviceFlow({ clientId, baseUrl: sandbox.url, apiVersion: '2022-11-28' }),
    enter: sandbox.enterCode,
    deny: sandbox.denyCode,
    expire: sandbox.expireCodes,
    url: sandbox.url,
  };
}

describe.each([
  ['in memory', inMemory],
  ['over HTTP', () => overHttp()],
])('the device flow %s', (_, connect) => {
  it('gives a code to enter, and one to ask with, that say nothing of each other', async () => {
    const { begin } = await connect();
    const [code, other] = [await begin(), await begin()];
    expect(code).toMatchObject({ expiresInSeconds: 900, intervalSeconds: 5 });
    expect(code.userCode).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(code.url).toMatch(/\/login\/device$/);
    expect(new Set([code.deviceCode, code.userCode, other.deviceCode, other.userCode]).size).toBe(4);
  });

  it('is pending until somebody enters the code; GitHub names their account then, once', async () => {
    const { begin, ask, enter } = await connect();
    const [first, second] = [await begin(), await begin()];
    expect(await ask(first.deviceCode)).toEqual({ is: 'pending' });
    enter(second.userCode.toLowerCase(), 'ada-l');
    const account = { id: accountIdOf({}, 'ada-l'), login: 'ada-l' };
    expect(await ask(second.deviceCode)).toEqual({ is: 'authorized', account });
    expect(await ask(second.deviceCode)).toEqual({ is: 'lost' });
  });

  it('has who asks too often wait five seconds longer each time', async () => {
    const { begin, ask } = await connect();
    const { deviceCode } = await begin();
    await ask(deviceCode);
    expect(await ask(deviceCode)).toEqual({ is: 'slow down', intervalSeconds: 10 });
    expect(await ask(deviceCode)).toEqual({ is: 'slow down', intervalSeconds: 15 });
  });

  it('says that it was denied', async () => {
    const { begin, ask, deny, enter } = await connect();
    const { deviceCode, userCode } = await begin();
    deny(userCode);
    expect(() => enter(userCode, 'ada-l')).toThrow();
    expect(await ask(deviceCode)).toEqual({ is: 'denied' });
  });

  it('says that it has expired, and takes no code from then on', async () => {
    const { begin, ask, enter, expire } = await connect();
    const { deviceCode, userCode } = await begin();
    expire();
    expect(() => enter(userCode, 'ada-l')).toThrow();
    expect(await ask(deviceCode)).toEqual({ is: 'expired' });
  });

  it('knows no code that nobody has begun', async () => {
    const { ask } = await connect();
    expect(await ask(NOBODY)).toEqual({ is: 'lost' });
  });
});

it('is refused to an App that GitHub does not know: nothing begins, and nothing is told', async () => {
  const ours = await overHttp();
  const stranger = createDeviceFlow({ clientId: 'Iv1.stranger', baseUrl: ours.url, apiVersion: '2022-11-28' });
  const { deviceCode, userCode } = await ours.begin();
  ours.enter(userCode, 'ada-l');
  await expect(stranger.begin()).rejects.toMatchObject({ reason: 'invalid' });
  await expect(stranger.ask(deviceCode)).rejects.toMatchObject({ reason: 'invalid' });
  expect(await ours.ask(deviceCode)).toMatchObject({ is: 'authorized' });
});

/** As GitHub documents them: each field that it gives, and of which kind. */
const CODE = {
  device_code: expect.any(String),
  user_code: expect.stringMatching(/^.{4}-.{4}$/),
  verification_uri: expect.stringMatching(/\/login\/device$/),
  expires_in: expect.any(Number),
  interval: expect.any(Number),
};
const TOKEN = { access_token: expect.any(String), token_type: 'bearer', scope: expect.any(String) };
const refusal = (error: string, more: object = {}) => ({
  ...{ error, error_description: expect.any(String), error_uri: expect.stringContaining('https://docs.github.com') },
  ...more,
});

describe('over HTTP it answers as GitHub documents it', () => {
  async function asked() {
    const { url, ...flow } = await overHttp();
    const post = async (path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: SANDBOX_CLIENT_ID, ...fields });
      const answer = await fetch(`${url}${path}`, { method: 'POST', body, headers: { accept: 'application/json' } });
      const json = (await answer.json()) as Record<string, string>;
      return { status: answer.status, json };
    };
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
    const ask = (device_code: string, more: Record<string, string> = {}) =>
      post('/login/oauth/access_token', { device_code, grant_type, ...more });
    return { ...flow, begin: () => post('/login/device/code', {}), ask };
  }

  it('every answer, with 200: an error too', async () => {
    const { begin, ask, enter, deny, expire } = await asked();
    const codes = [await begin(), await begin(), await begin(), await begin()];
    expect(codes).toEqual(codes.map(() => ({ status: 200, json: CODE })));
    const [pending = {}, entered = {}, denied = {}, expired = {}] = codes.map(({ json }) => json);
    enter(entered['user_code'] ?? '', 'ada-l');
    deny(denied['user_code'] ?? '');
    const answers = [
      await ask(pending['device_code'] ?? ''),
      await ask(pending['device_code'] ?? ''),
      await ask(entered['device_code'] ?? ''),
      await ask(entered['device_code'] ?? ''),
      await ask(denied['device_code'] ?? ''),
      await ask(NOBODY),
    ];
    expire();
    expect([...answers, await ask(expired['device_code'] ?? '')]).toEqual(
      [
        refusal('authorization_pending'),
        refusal('slow_down', { interval: 10 }),
        TOKEN,
        refusal('incorrect_device_code'),
        refusal('access_denied'),
        refusal('incorrect_device_code'),
        refusal('expired_token'),
      ].map((json) => ({ status: 200, json })),
    );
  });

  it('what it does not let in, the same way', async () => {
    const { ask } = await asked();
    expect((await ask(NOBODY, { client_id: 'Iv1.stranger' })).json).toEqual(refusal('incorrect_client_credentials'));
    expect((await ask(NOBODY, { grant_type: 'password' })).json).toEqual(refusal('unsupported_grant_type'));
  });
});
