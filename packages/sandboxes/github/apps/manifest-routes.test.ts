import { createSign } from 'node:crypto';
import { expect, it } from 'vitest';
import { testReceiver } from '../../shared/test-receiver.ts';
import { request } from '../../shared/test-request.ts';
import { testGitHub } from '../test-github.ts';

const MANIFEST = {
  name: 'Valine for Acme',
  url: 'https://example.com',
  redirect_url: 'http://127.0.0.1:9/back',
  hook_attributes: { url: 'https://example.com/hook' },
  default_permissions: { issues: 'write' },
  default_events: ['issues'],
};

async function testManifests() {
  const { github } = await testGitHub();
  const call = (method: string, path: string, body?: unknown, authorization?: string) =>
    request(method, `${github.url}${path}`, body, authorization === undefined ? {} : { authorization });
  const send = (manifest: unknown = MANIFEST) =>
    call('POST', '/settings/apps/new?state=s1', `manifest=${encodeURIComponent(JSON.stringify(manifest))}`);
  return { github, call, send };
}

function jwtOf(id: number, pem: string): string {
  const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const text = `${part({ alg: 'RS256' })}.${part({ iss: id, iat: now, exp: now + 300 })}`;
  return `Bearer ${text}.${createSign('RSA-SHA256').update(text).sign(pem, 'base64url')}`;
}

it('a manifest leads back with a code that gives the App once, with a key of its own', async () => {
  const { call, send } = await testManifests();
  const back = new URL((await send()).headers.get('location') ?? '');
  expect([back.origin, back.searchParams.get('state')]).toEqual(['http://127.0.0.1:9', 's1']);
  const convert = () => call('POST', `/app-manifests/${back.searchParams.get('code')}/conversions`);
  const { json: app } = await convert();
  expect(app).toMatchObject({ slug: 'valine-for-acme', permissions: { issues: 'write' }, events: ['issues'] });
  expect((await call('GET', '/app', undefined, jwtOf(app.id, app.pem))).json).toMatchObject({ id: app.id });
  expect((await convert()).status).toBe(404);
});

it('a manifest without an address or without permissions is refused', async () => {
  const { send } = await testManifests();
  expect((await send({ ...MANIFEST, hook_attributes: undefined })).status).toBe(422);
  expect((await send({ ...MANIFEST, default_permissions: ['issues'] })).status).toBe(422);
});

it('the App is told of events once somebody has installed it', async () => {
  const { github, call, send } = await testManifests();
  const receiver = await testReceiver();
  const hook_attributes = { url: receiver.url };
  const back = new URL((await send({ ...MANIFEST, hook_attributes })).headers.get('location') ?? '');
  await call('POST', `/app-manifests/${back.searchParams.get('code')}/conversions`);
  expect((await call('GET', '/apps/another/installations/new')).status).toBe(404);
  const page = await fetch(`${github.url}/apps/valine-for-acme/installations/new`);
  expect(await page.text()).toContain('Installed on acme/web-shop');
  github.closeIssue(github.issues()[0]?.number ?? 0);
  await github.whenIdle();
  expect(receiver.received.map(({ headers }) => headers['x-github-event'])).toEqual(['issues']);
});
