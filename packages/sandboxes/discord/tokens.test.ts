import { describe, expect, it } from 'vitest';
import { testDiscord } from './test-discord.ts';

describe('an interaction token', () => {
  it('is dead after its life', async () => {
    const { discord, call, original } = await testDiscord();
    await discord.command('/plan');
    expect(discord.messages().at(-1)?.message.flags).toBe(128);
    discord.expireTokens();
    const late = await call('PATCH', original(), { content: 'late' }, '');
    expect(late).toMatchObject({ status: 401, json: { message: 'Invalid Webhook Token', code: 50027 } });
  });

  it('can be given a shorter life', async () => {
    const { discord, call, original } = await testDiscord({ tokenLifeMs: 0 });
    await discord.command('/plan');
    expect((await call('PATCH', original(), { content: 'late' }, '')).status).toBe(401);
  });

  it('belongs to one application, and is not known otherwise', async () => {
    const { discord, call } = await testDiscord();
    const unknown = await call('PATCH', `/webhooks/${discord.applicationId}/nonsense/messages/@original`, {});
    expect(unknown.json.code).toBe(50027);
    expect((await call('PATCH', '/webhooks/123/nonsense/messages/@original', {})).json.code).toBe(10015);
  });
});

describe('commands', () => {
  it('are replaced as a whole and keep their ids', async () => {
    const { discord, call } = await testDiscord();
    const path = `/applications/${discord.applicationId}/commands`;
    const before = discord.registered();
    const after = await call('PUT', path, [{ name: 'plan', description: 'Another' }]);
    expect(after.json).toMatchObject([{ name: 'plan', description: 'Another', id: before[0]?.id }]);
    expect(discord.registered()).toHaveLength(1);
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
    expect((await call('GET', '/applications/@me')).headers.get('retry-after')).toBe('3');
    expect((await call('GET', '/applications/@me')).json.id).toBe(discord.applicationId);
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
