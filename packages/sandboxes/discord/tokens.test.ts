import { describe, expect, it } from 'vitest';
import { lastBody, testDiscord } from './test-discord.ts';

describe('an interaction token', () => {
  it('is dead after its life', async () => {
    const { discord, call, original } = await testDiscord();
    await discord.command('/plan');
    expect((await call('GET', original(), undefined, '')).json.flags).toBe(128);
    discord.expireTokens();
    const late = await call('PATCH', original(), { content: 'late' }, '');
    expect(late).toMatchObject({ status: 401, json: { message: 'Invalid Webhook Token', code: 50027 } });
    const tracking = original().replace('/messages/@original', '');
    expect((await call('POST', tracking, { content: 'late' }, '')).json.code).toBe(50027);
  });

  it('can be given a shorter life', async () => {
    const { discord, call, original } = await testDiscord({ tokenLifeMs: 0 });
    await discord.command('/plan');
    expect((await call('PATCH', original(), { content: 'late' }, '')).status).toBe(401);
  });

  it('belongs to one application, and is not known otherwise', async () => {
    const { discord, call } = await testDiscord();
    const unknown = await call('GET', `/webhooks/${discord.applicationId}/nonsense/messages/@original`);
    expect(unknown.json.code).toBe(50027);
    expect((await call('GET', '/webhooks/123/nonsense/messages/@original')).json.code).toBe(10015);
  });

  it('takes no second first answer', async () => {
    const { discord, app, call } = await testDiscord();
    await discord.command('/plan');
    const { id, token } = lastBody(app);
    const again = await call('POST', `/interactions/${id}/${token}/callback`, { type: 5 }, '');
    expect(again).toMatchObject({ status: 400, json: { code: 40060 } });
    expect((await call('POST', '/interactions/1/x/callback', { type: 5 }, '')).json.code).toBe(10062);
  });

  it('posts follow-ups, of which the first is the deferred answer', async () => {
    const { discord, app, call } = await testDiscord();
    const { messageId } = await discord.command('/plan');
    const path = `/webhooks/${discord.applicationId}/${lastBody(app).token}`;
    expect((await call('POST', path, { content: 'first' }, '')).json.id).toBe(messageId);
    const second = await call('POST', path, { content: 'second', flags: 64 }, '');
    expect(second.json.id).not.toBe(messageId);
    await call('DELETE', `${path}/messages/@original`, undefined, '');
    expect((await call('PATCH', `${path}/messages/@original`, { content: 'x' }, '')).json.code).toBe(10008);
  });
});

describe('commands', () => {
  it('are replaced as a whole and keep their ids', async () => {
    const { discord, call } = await testDiscord();
    const path = `/applications/${discord.applicationId}/commands`;
    const before = (await call('GET', path)).json;
    const after = await call('PUT', path, [{ name: 'plan', description: 'Another' }]);
    expect(after.json).toMatchObject([{ name: 'plan', description: 'Another', id: before[0].id }]);
    expect((await call('GET', path)).json).toHaveLength(1);
  });

  it('are refused when they break a rule', async () => {
    const { discord, call } = await testDiscord();
    const path = `/applications/${discord.applicationId}/commands`;
    const refused = await call('PUT', path, [{ name: 'Plan', description: '' }]);
    expect(refused).toMatchObject({ status: 400, json: { code: 50035 } });
    expect(Object.keys(refused.json.errors['0'])).toEqual(['name', 'description']);
  });
});

describe('faults and restarts', () => {
  it('fails the next calls as asked', async () => {
    const { discord, call } = await testDiscord();
    discord.failNext(1, 503, { message: 'upstream', code: 0 }, { headers: { 'retry-after': '3' } });
    expect((await call('GET', '/users/@me')).headers.get('retry-after')).toBe('3');
    expect((await call('GET', '/users/@me')).json.bot).toBe(true);
  });

  it('goes on after a restart where it was', async () => {
    const { discord, call, original, dataDir } = await testDiscord();
    await discord.command('/plan');
    await call('PATCH', original(), { content: 'kept' }, '');
    const path = original();
    await discord.close();
    const next = await testDiscord({ dataDir });
    expect(next.discord.publicKey).toBe(discord.publicKey);
    expect((await next.call('PATCH', path, { content: 'kept and edited' }, '')).status).toBe(200);
    expect(next.discord.messages().map(({ message }) => message.content)).toEqual(['kept and edited']);
  });
});
