/** What the sweep of missed deliveries relies on, held true of the log in memory and of a webhook behind HTTP: the repository's, and an App's. */
import { generateKeyPairSync } from 'node:crypto';
import { GitHubError, type HookDeliveries } from '@valine/github';
import { createHookDeliveries } from '@valine/github/hook-deliveries';
import { testGitHub } from '@valine/sandboxes/test-support';
import { fakeHooks } from '@valine/testing';
import { describe, expect, it } from 'vitest';

type Log = {
  hooks: HookDeliveries;
  webhookUrl: string;
  /** An issue changes so often; each change is delivered, and answered so. */
  happens(times: number, statusCode: number): Promise<void>;
  /** Whatever is sent again has arrived. */
  settle(): Promise<void>;
};

async function inMemory(): Promise<Log> {
  const fake = fakeHooks({ now: () => Math.floor(Date.now() / 1000) * 1000 });
  return {
    hooks: await fake.hooks.connect(),
    webhookUrl: fake.hooks.webhookUrl,
    async happens(times, statusCode) {
      fake.answer = () => statusCode;
      for (let time = 0; time < times; time += 1) fake.deliver();
      fake.answer = () => 202;
    },
    settle: async () => {},
  };
}

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

async function overHttp(asApp = false): Promise<Log> {
  const { github, receiver } = await testGitHub();
  if (asApp)
    github.setUp((setUp) => {
      const [hook] = setUp.hooks;
      if (hook === undefined) throw new Error('the sandbox has no webhook');
      const permissions = { metadata: 'read' } as const;
      const about = { id: 77, slug: 'valine-acme', name: 'Valine', publicKey: KEYS.publicKey, permissions };
      const installation = { id: 88, permissions, events: hook.events, coversRepository: true };
      setUp.app = { ...about, hook, installation };
      setUp.hooks = [];
    });
  const auth = asApp ? { appId: '77', privateKey: KEYS.privateKey, installationId: '88' } : { token: github.token };
  const where = { repository: github.repository, baseUrl: github.url, spaceWrites: false };
  const [issue] = github.issues();
  let count = 0;
  return {
    hooks: createHookDeliveries({ ...where, auth }),
    webhookUrl: receiver.url,
    async happens(times, statusCode) {
      receiver.answer = () => new Response('', { status: statusCode });
      for (let time = 0; time < times; time += 1) {
        count += 1;
        github.editTitle(issue?.number ?? 1, `Title ${count}`);
      }
      await github.whenIdle();
      receiver.answer = () => new Response('', { status: 202 });
    },
    settle: () => github.whenIdle(),
  };
}

describe.each([
  ['in memory', inMemory, 'repository'],
  ['over HTTP, of the repository', () => overHttp(), 'repository'],
  ['over HTTP, of an App', () => overHttp(true), 'app'],
] as const)('deliveries %s', (_, open, of) => {
  it('belong to a webhook that is known by where it leads', async () => {
    const { hooks, webhookUrl } = await open();
    expect(hooks.of).toBe(of);
    if (of === 'app') return;
    expect(await hooks.findHook(webhookUrl)).toBeGreaterThan(0);
    expect(await hooks.findHook('https://elsewhere.example.com')).toBeUndefined();
  });

  it('are listed with what became of them, the newest first', async () => {
    const { hooks, webhookUrl, happens } = await open();
    await happens(1, 503);
    await happens(1, 202);
    const { attempts, next } = await hooks.page(await hookOf(hooks, webhookUrl));
    expect(attempts).toMatchObject([
      { statusCode: 202, event: 'issues', isRedelivery: false },
      { statusCode: 503, event: 'issues', isRedelivery: false },
    ]);
    expect(Math.abs(Date.now() - (attempts[0]?.at ?? 0))).toBeLessThan(60_000);
    expect(next).toBeUndefined();
  });

  it('come again with their GUID, as a try of its own', async () => {
    const { hooks, webhookUrl, happens, settle } = await open();
    await happens(1, 503);
    const hookId = await hookOf(hooks, webhookUrl);
    const [failed] = (await hooks.page(hookId)).attempts;
    await hooks.redeliver(failed?.id ?? 0, hookId);
    await settle();
    const { attempts } = await hooks.page(hookId);
    expect(attempts).toMatchObject([
      { guid: failed?.guid, statusCode: 202, isRedelivery: true },
      { guid: failed?.guid, statusCode: 503, isRedelivery: false },
    ]);
    expect(attempts[0]?.id).not.toBe(failed?.id);
  });

  it('that there are not cannot be had again', async () => {
    const { hooks, webhookUrl } = await open();
    const refused = await hooks
      .redeliver(4_711_000, await hookOf(hooks, webhookUrl))
      .catch((error: unknown) => (error instanceof GitHubError ? error.reason : error));
    expect(refused).toBe('not_found');
  });
});

it.each([
  ['in memory', inMemory, 150],
  ['over HTTP', () => overHttp(), 0],
] as const)(
  'a log that is long has pages by cursor, none of which misses or repeats one (%s)',
  async (_, open, times) => {
    const { hooks, webhookUrl, happens } = await open();
    if (times === 0) return expectPagesOfSandbox();
    await happens(times, 202);
    const hookId = await hookOf(hooks, webhookUrl);
    const first = await hooks.page(hookId);
    const second = await hooks.page(hookId, first.next);
    const ids = [...first.attempts, ...second.attempts].map(({ id }) => id);
    expect([first.attempts.length, second.attempts.length, new Set(ids).size, second.next]).toEqual([
      100,
      50,
      150,
      undefined,
    ]);
  },
);

/** It keeps a hundred, so its pages are asked for by themselves. */
async function expectPagesOfSandbox() {
  const { github, call } = await testGitHub();
  const [issue] = github.issues();
  for (let time = 0; time < 5; time += 1) github.editTitle(issue?.number ?? 1, `Title ${time}`);
  await github.whenIdle();
  const [hook] = Object(await call('GET', '/hooks')).json;
  const first = await call('GET', `/hooks/${hook.id}/deliveries?per_page=3`);
  const [, next = ''] = /<[^>]+(\/hooks[^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '') ?? [];
  const second = await call('GET', next);
  const ids = [first, second].flatMap(({ json }) => Array.from(Object(json), ({ id }: { id: number }) => id));
  expect([ids.length, new Set(ids).size, second.headers.get('link')]).toEqual([5, 5, null]);
}

async function hookOf(hooks: HookDeliveries, webhookUrl: string): Promise<number | undefined> {
  return hooks.of === 'app' ? undefined : hooks.findHook(webhookUrl);
}
