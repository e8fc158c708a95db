import { describe, expect, it } from 'vitest';
import { testDiscord } from './test-discord.ts';

describe('a message of the bot', () => {
  it('is created, read, edited and deleted', async () => {
    const { discord, call } = await testDiscord();
    const messages = `/channels/${discord.channelId}/messages`;
    const { json: created } = await call('POST', messages, { content: 'one' });
    expect(created).toMatchObject({ content: 'one', author: { bot: true, id: discord.applicationId } });
    const edited = await call('PATCH', `${messages}/${created.id}`, { embeds: [{ title: 'Card' }] });
    expect(edited.json).toMatchObject({ content: 'one', embeds: [{ title: 'Card' }] });
    expect(edited.json.edited_timestamp).not.toBeNull();
    expect((await call('DELETE', `${messages}/${created.id}`)).status).toBe(204);
    const gone = await call('PATCH', `${messages}/${created.id}`, { content: 'two' });
    expect(gone).toMatchObject({ status: 404, json: { message: 'Unknown Message', code: 10008 } });
  });

  it('with an enforced nonce exists once', async () => {
    const { discord, call } = await testDiscord();
    const messages = `/channels/${discord.channelId}/messages`;
    const first = await call('POST', messages, { content: 'one', nonce: 'abc', enforce_nonce: true });
    const second = await call('POST', messages, { content: 'other', nonce: 'abc', enforce_nonce: true });
    expect(second.json).toEqual(first.json);
    await call('POST', messages, { content: 'free', nonce: 'abc' });
    expect((await call('GET', messages)).json.map((each: { content: string }) => each.content)).toEqual([
      'free',
      'one',
    ]);
  });

  it('answers another one', async () => {
    const { discord, call } = await testDiscord();
    const messages = `/channels/${discord.channelId}/messages`;
    const first = await call('POST', messages, { content: 'one' });
    const answer = await call('POST', messages, {
      content: 'done',
      message_reference: { message_id: first.json.id, fail_if_not_exists: false },
    });
    expect(answer.json).toMatchObject({ type: 19, message_reference: { message_id: first.json.id } });
  });

  it('is given one thread, whose id is its own', async () => {
    const { discord, call } = await testDiscord();
    const { json: message } = await call('POST', `/channels/${discord.channelId}/messages`, { content: 'Plan' });
    const threads = `/channels/${discord.channelId}/messages/${message.id}/threads`;
    const thread = await call('POST', threads, { name: 'Progress' });
    expect(thread).toMatchObject({ status: 201, json: { id: message.id, type: 11, parent_id: discord.channelId } });
    const again = await call('POST', threads, { name: 'Progress' });
    expect(again).toMatchObject({ status: 400, json: { code: 160004 } });
    const entry = await call('POST', `/channels/${message.id}/messages`, { content: '#3 closed' });
    expect(entry.json.channel_id).toBe(message.id);
    expect(discord.threadUnder(message.id)).toMatchObject({ name: 'Progress' });
  });
});

describe('what Discord refuses', () => {
  it.each([
    ['content', { content: 'x'.repeat(2001) }, 'Must be 2000 or fewer in length.'],
    ['embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 'Must be 10 or fewer in length.'],
    ['embeds.0.title', { embeds: [{ title: 'x'.repeat(257) }] }, 'Must be 256 or fewer in length.'],
    ['embeds.0.description', { embeds: [{ description: 'x'.repeat(4097) }] }, 'Must be 4096 or fewer in length.'],
    [
      'embeds',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
      'Embed size exceeds maximum size of 6000',
    ],
    ['nonce', { content: 'x', nonce: 'x'.repeat(26) }, 'Must be 25 or fewer in length.'],
    ['components.0.components', { components: [{ type: 1, components: [] }] }, 'Must be between 1 and 5 in length.'],
    [
      'components.0.components.0.custom_id',
      { components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x'.repeat(101) }] }] },
      'Must be between 1 and 100 in length.',
    ],
    [
      'components.0.components.0.url',
      { components: [{ type: 1, components: [{ type: 2, style: 5, label: 'x', url: 'javascript:x' }] }] },
      'Scheme "javascript" is not supported.',
    ],
  ])('over-long %s', async (path, body, message) => {
    const { discord, call } = await testDiscord();
    const refused = await call('POST', `/channels/${discord.channelId}/messages`, body);
    expect(refused).toMatchObject({ status: 400, json: { code: 50035, message: 'Invalid Form Body' } });
    const found = path.split('.').reduce((node, key) => node[key], refused.json.errors);
    expect(found._errors[0].message).toBe(message);
  });

  it('a message with nothing in it, and a body that is not JSON', async () => {
    const { discord, call } = await testDiscord();
    const messages = `/channels/${discord.channelId}/messages`;
    expect((await call('POST', messages, { content: ' ' })).json.code).toBe(50006);
    expect((await call('POST', messages, '{')).json.code).toBe(50109);
  });

  it('a wrong bot token, an unknown channel, another application', async () => {
    const { discord, call } = await testDiscord();
    const path = `/channels/${discord.channelId}/messages`;
    const unauthorized = await call('POST', path, { content: 'x' }, 'Bot nonsense');
    expect(unauthorized).toMatchObject({ status: 401, json: { message: '401: Unauthorized', code: 0 } });
    expect((await call('POST', '/channels/123/messages', { content: 'x' })).json.code).toBe(10003);
    expect((await call('PUT', '/applications/123/commands', [])).json.code).toBe(10002);
  });
});

describe('rate limits', () => {
  it('are told in headers and answered with 429 when asked for', async () => {
    const { discord, call } = await testDiscord();
    discord.rateLimitNext(1, 1.5);
    const limited = await call('GET', '/applications/@me');
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('2');
    expect(limited.headers.get('x-ratelimit-scope')).toBe('user');
    expect(limited.json).toEqual({ message: 'You are being rate limited.', retry_after: 1.5, global: false });
    const next = await call('GET', '/applications/@me');
    expect(next.status).toBe(200);
    expect(next.headers.get('x-ratelimit-remaining')).toBe('28');
    expect(next.headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('hold for each route apart', async () => {
    const { discord, call } = await testDiscord({ rateLimit: { requests: 2, windowMs: 60_000 } });
    const path = `/channels/${discord.channelId}/messages`;
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await call('GET', path)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await call('POST', path, { content: 'x' })).status).toBe(200);
  });
});
