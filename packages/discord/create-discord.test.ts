/** What goes over the wire to Discord, and what its answers become. */
import { type StubResponse, startHttpServer } from '@valine/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDiscord } from './create-discord.ts';
import { DiscordError } from './discord-error.ts';

const BODY = { content: 'hello', embeds: [] };
const SENT = { id: '9', channel_id: '5', content: 'hello', extra: true };
const TOKEN = 'aW50ZXJhY3Rpb24-token';

/** A client and the server it speaks to, which gives `answers` in turn. */
async function world(answers: StubResponse[], timeoutMs = 5000) {
  const clock = { at: 0, now: () => clock.at };
  const { url, requests, close } = await startHttpServer(() => answers.shift() ?? { body: SENT });
  onTestFinished(close);
  const baseUrl = `${url}/api/v10`;
  const discord = createDiscord({ baseUrl, applicationId: '1', botToken: 'bot-secret', fetch, clock, timeoutMs });
  const seen = () => requests.map(({ method, path }) => `${method} ${path}`);
  const sent = () => requests.map(({ body }) => JSON.parse(body || 'null'));
  return { discord, requests, seen, sent, clock };
}

async function failureOf(call: Promise<unknown>): Promise<DiscordError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DiscordError) return error;
  throw new Error(`expected a DiscordError, got ${String(error)}`);
}

describe('the calls', () => {
  it('editOriginal goes to the webhook, without the bot token, and pings nobody', async () => {
    const { discord, requests, seen, sent } = await world([]);
    expect(await discord.editOriginal(TOKEN, BODY)).toEqual({ id: '9', channel_id: '5' });
    expect(seen()).toEqual([`PATCH /api/v10/webhooks/1/${TOKEN}/messages/@original`]);
    expect(requests[0]?.headers.authorization).toBeUndefined();
    expect(sent()).toEqual([{ ...BODY, attachments: [], allowed_mentions: { parse: [] } }]);
  });

  it('createMessage carries an enforced nonce', async () => {
    const { discord, requests, seen, sent } = await world([]);
    await discord.createMessage('5', BODY, 'nonce-1');
    expect(seen()).toEqual(['POST /api/v10/channels/5/messages']);
    expect(requests[0]?.headers.authorization).toBe('Bot bot-secret');
    expect(sent()).toMatchObject([{ nonce: 'nonce-1', enforce_nonce: true, allowed_mentions: { parse: [] } }]);
  });

  it('createMessage pings whom it names and nobody else, and answers another message if that is there', async () => {
    const { discord, sent } = await world([]);
    const pings = { users: ['7'], roles: [] };
    await discord.createMessage('5', { ...BODY, pings, replyTo: '8' }, 'nonce-1');
    expect(sent()[0]).toEqual({
      ...BODY,
      nonce: 'nonce-1',
      enforce_nonce: true,
      allowed_mentions: { parse: [], users: ['7'], roles: [], replied_user: false },
      message_reference: { message_id: '8', fail_if_not_exists: false },
    });
  });

  it('reopenThread takes the thread out of the archive', async () => {
    const { discord, seen, sent } = await world([{ body: { id: '9', thread_metadata: {} } }]);
    await discord.reopenThread('9');
    expect(seen()).toEqual(['PATCH /api/v10/channels/9']);
    expect(sent()).toEqual([{ archived: false }]);
  });

  it('editMessage, recentMessages and createThread go to the channel', async () => {
    const message = { ...SENT, author: { id: '1', bot: true }, timestamp: '2026-03-02T09:00:00.000Z' };
    const { discord, seen, sent } = await world([{ body: SENT }, { body: [message] }]);
    await discord.editMessage('5', '9', BODY);
    expect(await discord.recentMessages('5', 50)).toMatchObject([{ id: '9', content: 'hello', embeds: [] }]);
    expect(await discord.createThread('5', '9', 'Plan')).toEqual({ id: '9' });
    expect(seen()).toEqual([
      'PATCH /api/v10/channels/5/messages/9',
      'GET /api/v10/channels/5/messages?limit=50',
      'POST /api/v10/channels/5/messages/9/threads',
    ]);
    expect(sent()[0]).toHaveProperty('allowed_mentions', { parse: [] });
  });

  it('registerCommands overwrites those of the application, or of one guild', async () => {
    const { discord, seen } = await world([{ body: [] }, { body: [] }]);
    await discord.registerCommands('1', [{ type: 1, name: 'plan', description: 'Propose' }]);
    await discord.registerCommands('1', [], '7');
    expect(seen()).toEqual(['PUT /api/v10/applications/1/commands', 'PUT /api/v10/applications/1/guilds/7/commands']);
  });
});

it('an edit that Discord answers with 200 and nothing we can read is done', async () => {
  const { discord } = await world([{ status: 200 }, { status: 200, body: { id: 9 } }]);
  expect(await discord.editOriginal(TOKEN, BODY)).toEqual({});
  expect(await discord.editMessage('5', '9', BODY)).toEqual({});
});

describe('a call that fails', () => {
  it('is told by status and code, is made once, and surely had no effect', async () => {
    const { discord, seen } = await world([{ status: 401, body: { code: 50027, message: 'Invalid Webhook Token' } }]);
    const error = await failureOf(discord.editOriginal(TOKEN, BODY));
    expect(error).toMatchObject({ status: 401, code: 50027, operation: 'editOriginal', mayHaveLanded: false });
    expect(error.message).toBe('editOriginal: 401 (code 50027): Invalid Webhook Token');
    expect(seen()).toHaveLength(1);
  });

  it.each<[string, StubResponse]>([
    ['500', { status: 500 }],
    ['503 with a page', { status: 503, body: 'down' }],
    ['a broken connection', 'break'],
    ['200 with something else', { status: 200, body: { captcha: true } }],
  ])('(%s) may have taken effect, and is made once', async (_, answer) => {
    const { discord, seen } = await world([answer]);
    expect(await failureOf(discord.createMessage('5', BODY, 'n'))).toMatchObject({ mayHaveLanded: true });
    expect(seen()).toHaveLength(1);
  });

  it('by taking too long may have taken effect', async () => {
    const { discord } = await world(['hang'], 50);
    expect(await failureOf(discord.createMessage('5', BODY, 'n'))).toMatchObject({
      status: 0,
      mayHaveLanded: true,
      message: 'createMessage: no answer: TimeoutError',
    });
  });

  it('because nobody listens surely had no effect', async () => {
    const clock = { now: () => 0 };
    const options = { baseUrl: 'http://127.0.0.1:1', applicationId: '1', botToken: 'b', fetch, clock };
    const refused: typeof fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }));
    const error = await failureOf(createDiscord({ ...options, fetch: refused }).createMessage('5', BODY, 'n'));
    expect(error).toMatchObject({ status: 0, mayHaveLanded: false });
  });

  it('never tells a token', async () => {
    const leaky = { code: 50035, message: 'Invalid Form Body', errors: { token: `${TOKEN} and bot-secret` } };
    const { discord } = await world([{ status: 400, body: leaky }, 'break']);
    for (const _ of [1, 2]) {
      const error = await failureOf(discord.editOriginal(TOKEN, BODY));
      const told = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
      expect(told).not.toContain(TOKEN);
      expect(told).not.toContain('bot-secret');
    }
  });
});

describe('rate limits', () => {
  const LIMITED = { status: 429, body: { code: 0, retry_after: 1.5, message: 'You are being rate limited.' } };

  it('a 429 says how long to wait, and until then the channel is not called again', async () => {
    const { discord, seen, clock } = await world([LIMITED]);
    expect(await failureOf(discord.editMessage('5', '1', BODY))).toMatchObject({ status: 429, retryAfterSeconds: 1.5 });
    clock.at = 500;
    expect(await failureOf(discord.editMessage('5', '2', BODY))).toMatchObject({ status: 429, retryAfterSeconds: 1 });
    expect(seen()).toHaveLength(1);
    await discord.editMessage('6', '3', BODY);
    clock.at = 1500;
    await discord.editMessage('5', '2', BODY);
    expect(seen()).toHaveLength(3);
  });

  it('the last call that is allowed closes the route until its limit is reset', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '2' };
    const { discord, clock } = await world([{ status: 200, body: SENT, headers }]);
    await discord.createMessage('5', BODY, 'n1');
    expect(await failureOf(discord.createMessage('5', BODY, 'n2'))).toMatchObject({ retryAfterSeconds: 2 });
    clock.at = 2000;
    expect(await discord.createMessage('5', BODY, 'n2')).toMatchObject({ id: '9' });
  });

  it('a global one closes every route of the bot, and none of an interaction', async () => {
    const { discord } = await world([{ ...LIMITED, headers: { 'x-ratelimit-global': 'true' } }]);
    await failureOf(discord.createMessage('5', BODY, 'n1'));
    expect(await failureOf(discord.editMessage('6', '1', BODY))).toMatchObject({ status: 429 });
    expect(await discord.editOriginal(TOKEN, BODY)).toMatchObject({ id: '9' });
  });

  it('Retry-After counts where the body does not say it', async () => {
    const { discord } = await world([{ status: 429, body: { code: 0 }, headers: { 'retry-after': '7' } }]);
    expect(await failureOf(discord.createMessage('5', BODY, 'n'))).toMatchObject({ retryAfterSeconds: 7 });
  });
});

describe('what stands before Discord', () => {
  const PAGE = '<html><title>Access denied</title></html>';
  const BLOCKED = { message: 'You are being blocked from accessing our API temporarily', code: 0 };

  it.each<[string, StubResponse]>([
    ['a page with 403', { status: 403, body: PAGE }],
    ['a page with 401', { status: 401, body: PAGE }],
    ['a page with 404', { status: 404, body: PAGE }],
    ['nothing but 403', { status: 403 }],
    ['its code 40333', { status: 403, body: { message: 'internal network error', code: 40333 } }],
    ['a page with 429', { status: 429, body: 'error code: 1015' }],
    ['a block without a time', { status: 429, body: BLOCKED }],
  ])('says nothing of the token: %s closes every route for a minute', async (_, answer) => {
    const { discord, seen, clock } = await world([answer]);
    expect(await failureOf(discord.editOriginal(TOKEN, BODY))).toMatchObject({
      retryAfterSeconds: 60,
      mayHaveLanded: false,
    });
    for (const call of [discord.editOriginal(TOKEN, BODY), discord.createMessage('5', BODY, 'n')])
      expect(await failureOf(call)).toMatchObject({ status: 429, retryAfterSeconds: 60 });
    expect(seen()).toHaveLength(1);
    clock.at = 60_000;
    expect(await discord.editOriginal(TOKEN, BODY)).toMatchObject({ id: '9' });
  });

  it('is left alone longer each time, until Discord itself has answered', async () => {
    const { discord, clock } = await world([
      ...Array.from({ length: 6 }, () => ({ status: 403, body: PAGE })),
      { status: 200, body: SENT },
      { status: 403, body: PAGE },
    ]);
    const waits: (number | undefined)[] = [];
    for (let time = 0; time < 6; time += 1) {
      waits.push((await failureOf(discord.editOriginal(TOKEN, BODY))).retryAfterSeconds);
      clock.at += 900_000;
    }
    expect(waits).toEqual([60, 120, 240, 480, 900, 900]);
    await discord.editOriginal(TOKEN, BODY);
    expect(await failureOf(discord.editOriginal(TOKEN, BODY))).toMatchObject({ retryAfterSeconds: 60 });
  });

  it('is left alone for as long as it says, if that is longer', async () => {
    const { discord } = await world([{ status: 429, body: 'error code: 1015', headers: { 'retry-after': '3000' } }]);
    expect(await failureOf(discord.editOriginal(TOKEN, BODY))).toMatchObject({ retryAfterSeconds: 3000 });
  });
});
