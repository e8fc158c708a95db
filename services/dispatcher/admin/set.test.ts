/** `/set-frontend` and `/set-api-base`, as admins see them, and what GitHub has then. */
import { describe, expect, it } from 'vitest';
import { parkedArgument } from '../operations/ops/arguments.ts';
import { ada, admitted, ben, textOf } from '../test-dispatcher.ts';
import { settingMessage } from './record/messages.ts';
import { testAdmin, URL_ONE, URL_TWO } from './test-admin.ts';

describe('a value that is asked for', () => {
  it('becomes the secret, sealed, and is told by its fingerprint', async () => {
    const admin = testAdmin();
    expect(await admin.ask({ url: URL_ONE })).toMatchInlineSnapshot(`
      "🔐 Set the secret \`VITE_API_BASE\` • fingerprint …4ec7
      What is deployed does not change by that: a deploy takes it over.
      [ 🚀 Deploy now ]"
    `);
    expect(admin.secret()).toBe(URL_ONE);
  });

  it('becomes a variable where the address of the site is asked for', async () => {
    const admin = testAdmin();
    expect(await admin.ask({ url: URL_ONE, command: 'set-frontend' })).toContain('the variable `FRONTEND_BASE_URL`');
    expect(admin.repository.model.variables).toEqual({ FRONTEND_BASE_URL: URL_ONE });
  });

  it('becomes what the configuration says', async () => {
    const admin = testAdmin({ frontendAs: 'secret', apiBaseAs: 'variable' });
    await admin.ask({ url: URL_ONE, command: 'set-frontend' });
    await admin.ask({ url: URL_TWO });
    expect(admin.secret('FRONTEND_BASE_URL')).toBe(URL_ONE);
    expect(admin.repository.model.variables).toEqual({ VITE_API_BASE: URL_TWO });
  });

  it('is set as it was checked', async () => {
    const admin = testAdmin();
    await admin.ask({ url: 'https://ONE.example.com/#top' });
    expect(admin.secret()).toBe(URL_ONE);
  });

  it('stands in the clear nowhere, and in the record not at all once it is set', async () => {
    const admin = testAdmin();
    admin.repository.fail('setSecret', { status: 502 });
    await admin.ask({ url: URL_ONE });
    const locked = (await admin.setting()).effects[0]?.params.locked;
    expect(locked).toEqual(expect.any(String));
    await admin.settle();
    expect(admin.secret()).toBe(URL_ONE);
    const seen = JSON.stringify([await admin.setting(), admin.queues.sent, admin.logger.lines]);
    expect(seen).not.toContain('one.example');
    expect(seen).not.toContain(locked);
  });

  it('is set once, however often the question comes', async () => {
    const admin = testAdmin();
    const request = admin.asked({ url: URL_ONE });
    for (let times = 0; times < 3; times += 1) await admin.take(request);
    expect(admin.repository.calls).toEqual(['secretKey', 'setSecret']);
    expect((await admin.setting()).changes).toHaveLength(1);
  });

  it('that cannot be set is left to an operator, who has it tried again', async () => {
    const admin = testAdmin();
    admin.repository.fail('setSecret', { status: 403, detail: 'Resource not accessible by integration' });
    const text = await admin.ask({ url: URL_ONE });
    expect(text).toContain('--run VITE_API_BASE');
    expect(text).toContain('reason_code: permission_missing');
    expect((await admin.setting()).changes).toMatchObject([{ state: 'setting' }]);
  });
});

describe('nothing is set', () => {
  it.each([
    ['without confirm:true', { url: URL_ONE, confirm: false }, 'not_confirmed'],
    ['without an address', {}, 'url_missing'],
    ['for an address of a private network', { url: 'https://10.0.0.7' }, 'url_not_public_address'],
    ['for one that could not be confirmed', { url: 'https://10.0.0.7', confirm: false }, 'url_not_public_address'],
    ['for one without https', { url: 'http://one.example.com' }, 'url_not_https'],
    ['for more than a base', { url: 'https://one.example.com?stage=dev' }, 'url_has_query'],
    ['for the metadata of the cloud', { url: 'https://169.254.169.254/latest' }, 'url_not_public_address'],
    ['for a name that leads nowhere', { url: 'https://gone.example.com' }, 'url_not_resolved'],
  ])('%s', async (_, given, reason) => {
    const admin = testAdmin();
    const text = await admin.ask(given);
    expect(text).toContain(`-# reason_code: ${reason}`);
    expect(text).not.toContain('Nothing was started');
    expect(admin.repository.calls).toEqual([]);
  });

  it('is said of an address that may not be used', async () => {
    expect(await testAdmin().ask({ url: 'http://one.example.com' })).toMatch(/ Nothing was set\.\n/);
    expect(await testAdmin().ask({ url: 'https://one.example.com?stage=dev' })).toMatch(/ Nothing was set\.\n/);
  });

  it('where it is switched off, or by somebody who is no admin', async () => {
    const off = testAdmin({}, { ALLOW_SECRET_WRITES: false });
    expect(await off.ask({ url: URL_ONE })).toContain('reason_code: secret_writes_disabled');
    const others = testAdmin({}, { ADMIN_USER_IDS: ['9'] });
    expect(await others.ask({ url: URL_ONE })).toContain('reason_code: not_admin');
    expect([...off.repository.calls, ...others.repository.calls]).toEqual([]);
  });

  it('is told with what to do', async () => {
    expect(await testAdmin().ask({ url: URL_ONE, confirm: false })).toMatchInlineSnapshot(`
      "🔴 Nothing was set: what stands there now would be gone for good. If you mean it, run \`/set-api-base\` again with \`confirm:true\`.
      -# reason_code: not_confirmed"
    `);
  });

  it('for a value that was locked for another interaction', async () => {
    const admin = testAdmin();
    const { locked } = admin.asked({ url: URL_ONE });
    const stolen = admitted({ ...admin.asked(), ...(locked && { locked }) });
    await admin.take(stolen);
    expect(admin.read(stolen)).toMatchInlineSnapshot(`
      "🔴 Nothing was set: what you gave cannot be opened, for \`ADMISSION_KEY\` has just been changed. Run \`/set-api-base\` again.
      -# reason_code: value_unreadable"
    `);
    expect(admin.repository.calls).toEqual([]);
  });
});

describe('a key of GitHub that has changed', () => {
  it('before the call was made is had anew, and the value sealed for it', async () => {
    const admin = testAdmin();
    const { secretKey } = admin.lookups;
    admin.lookups.secretKey = async () => {
      admin.lookups.secretKey = secretKey;
      const key = await secretKey();
      admin.rotateKey();
      return key;
    };
    await admin.ask({ url: URL_ONE });
    expect(admin.secret()).toBeUndefined();
    await admin.settle();
    expect(admin.secret()).toBe(URL_ONE);
  });

  it('is not what GitHub means with a 422 that stays: that is left to an operator', async () => {
    const admin = testAdmin();
    for (let times = 0; times < 30; times += 1)
      admin.repository.fail('setSecret', { status: 422, detail: 'Name is bad' });
    await admin.ask({ url: URL_ONE });
    await admin.settle();
    expect((await admin.setting()).effects[0]?.parked).toMatchObject({ code: 'request_refused' });
  });
});

it('a value that an admin has dropped asks nobody to decide about it any more, and says what is not known', async () => {
  const admin = testAdmin();
  admin.repository.fail('setSecret', { status: 403, detail: 'no' });
  const request = admin.asked({ url: URL_ONE });
  await admin.take(request);
  expect(admin.read(request)).toContain('An admin decides in `/ops`');
  const [effect] = (await admin.setting()).effects;
  const argument = parkedArgument({ id: effect?.id ?? '', at: effect?.parked?.at ?? 0, of: 'VITE_API_BASE' });
  await admin.take(admin.pressed('ops-drop', argument, ada, { text: 'not needed' }));
  await admin.settle();
  const { effects, ...setting } = await admin.setting();
  const claim = { operation: 'o', epoch: 1, leaseUntil: 0, since: 0, unconfirmed: 1, repeatable: true };
  const unsure = { ...setting, effects: effects.map((each) => ({ ...each, claim })) };
  const said = unsure.changes.map((change) => textOf(settingMessage(unsure, change)));
  expect([admin.read(request), ...said]).toMatchInlineSnapshot(`
    [
      "🅿️ An admin has dropped the secret \`VITE_API_BASE\` • fingerprint …4ec7
    It was not set. If the value is still to be set, run the command again.",
      "🅿️ An admin has dropped the secret \`VITE_API_BASE\` • fingerprint …4ec7
    Whether GitHub has set it all the same is not known. If the value is still to be set, run the command again.",
    ]
  `);
});

describe('two values, one after the other', () => {
  it('are both set, and the later one stands', async () => {
    const admin = testAdmin();
    await admin.ask({ url: URL_ONE });
    expect(await admin.ask({ url: URL_TWO, by: ben })).toContain('🔐');
    expect(admin.secret()).toBe(URL_TWO);
  });

  it('of which the first may still land: the second waits until it cannot', async () => {
    const admin = testAdmin();
    admin.repository.fail('setSecret', { status: 502 });
    const first = admin.asked({ url: URL_ONE });
    await admin.take(first);
    const second = admin.asked({ url: URL_TWO, by: ben });
    const askedAt = admin.clock.now();
    await admin.take(second);
    expect(admin.read(second)).toMatchInlineSnapshot(`
      "⏳ Setting the secret \`VITE_API_BASE\` • fingerprint …7fc2, <t:1772442095:R>
      Until then a value that was asked for before may still reach GitHub, and must not come after this one."
    `);
    expect(admin.read(first)).toMatchInlineSnapshot(`
      "🔴 <@2> asked for another value of \`VITE_API_BASE\` after you, and that one counts. Yours (fingerprint …4ec7) was given up. Run the command again if yours is the right one.
      -# reason_code: setting_replaced"
    `);
    expect(admin.repository.calls.filter((call) => call === 'setSecret')).toHaveLength(1);
    await admin.settle();
    expect(admin.secret()).toBe(URL_TWO);
    expect(admin.clock.now() - askedAt).toBeGreaterThanOrEqual(90_000);
  });

  it('of which the first was set at its second try: its first may still land, and the second waits', async () => {
    const admin = testAdmin();
    admin.repository.fail('setSecret', { status: 502 });
    await admin.ask({ url: URL_ONE });
    await admin.settle();
    expect(admin.secret()).toBe(URL_ONE);
    const text = await admin.ask({ url: URL_TWO });
    expect(text).toContain('⏳');
    await admin.settle();
    expect(admin.secret()).toBe(URL_TWO);
  });

  it('of which the first surely has not happened: the second is set at once', async () => {
    const admin = testAdmin();
    admin.repository.fail('setSecret', { status: 429, retryAfterSeconds: 600 });
    const first = admin.asked({ url: URL_ONE });
    await admin.take(first);
    expect(await admin.ask({ url: URL_TWO })).toContain('🔐');
    await admin.settle();
    expect(admin.secret()).toBe(URL_TWO);
    expect(admin.read(first)).toContain('reason_code: setting_replaced');
  });

  it('of which the first is parked: no operator has to decide about it any more', async () => {
    const admin = testAdmin();
    admin.repository.fail('setSecret', { status: 403, detail: 'no' });
    await admin.ask({ url: URL_ONE });
    await admin.ask({ url: URL_TWO });
    expect((await admin.setting()).effects.map(({ parked }) => parked)).toEqual([undefined, undefined]);
  });

  it('of which the earlier one comes later: it is not set', async () => {
    const admin = testAdmin();
    const early = admin.asked({ url: URL_ONE });
    admin.clock.advance(1000);
    await admin.ask({ url: URL_TWO, by: ben });
    await admin.take(early);
    expect(admin.read(early)).toMatchInlineSnapshot(`
      "🔴 Another value of \`VITE_API_BASE\` was asked for after you, and it counts: yours was not set. Run the command again if yours is the right one.
      -# reason_code: setting_replaced"
    `);
    expect(admin.secret()).toBe(URL_TWO);
  });

  it('of a hundred the record keeps the newest, and a late message about an old one does nothing', async () => {
    const admin = testAdmin({ commandsPerMinute: 1000 });
    await admin.ask({ url: URL_ONE });
    const [old] = (await admin.setting()).effects;
    for (let count = 0; count < 100; count += 1) await admin.ask({ url: `https://one.example.com/${count}` });
    const { changes, effects } = await admin.setting();
    expect([changes.length, effects.length]).toEqual([50, 50]);
    const due = { type: 'effect.due', id: 'd', ownerKind: 'deploy-setting', ownerId: 'VITE_API_BASE' } as const;
    await admin.take({ ...due, effectId: old?.id ?? '' });
    expect(admin.secret()).toBe('https://one.example.com/99');
  });
});

it('a value whose key is gone meanwhile is told as lost, and no operator is asked', async () => {
  const admin = testAdmin();
  admin.repository.fail('setSecret', { status: 502 });
  const request = admin.asked({ url: URL_ONE });
  await admin.take(request);
  const setting = await admin.setting();
  const effects = setting.effects.map((effect) => ({ ...effect, params: { ...effect.params, lockedFor: 'other' } }));
  await admin.store.replace(setting, { ...setting, version: setting.version + 1, effects });
  await admin.settle();
  expect(admin.read(request)).toMatchInlineSnapshot(`
    "🔴 \`VITE_API_BASE\` was not set: what you gave (fingerprint …4ec7) cannot be opened any more, for \`ADMISSION_KEY\` was changed meanwhile. Run the command again.
    -# reason_code: value_unreadable"
  `);
});

it('the button under it has the client deployed, in a message of its own', async () => {
  const admin = testAdmin();
  const request = admin.asked({ url: URL_ONE });
  await admin.take(request);
  expect(await admin.press('deploy-now', request.id)).toMatchInlineSnapshot(
    `"🚀 The deploy is starting; its message is in this channel."`,
  );
  expect(admin.repository.calls.at(-1)).toBe('dispatchWorkflow');
});
