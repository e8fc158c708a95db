/** Nothing is parsed, and AWS is not called, before the signature of an interaction holds. */
import { describe, expect, it } from 'vitest';
import { commandInteraction, createWorld, read, SETTINGS, signedByDiscord } from '../test-support/test-world.ts';

const NOW = createWorld().clock.now();
const good = () => signedByDiscord(commandInteraction('plan'), NOW);
const withHeader = (name: string, value: string | undefined) => {
  const request = good();
  return { ...request, headers: { ...request.headers, [name]: value } };
};

describe('an interaction with a bad signature', () => {
  it.each([
    ['signature missing', withHeader('x-signature-ed25519', undefined)],
    ['timestamp missing', withHeader('x-signature-timestamp', undefined)],
    ['of another key', withHeader('x-signature-ed25519', '12'.repeat(64))],
    ['timestamp changed', withHeader('x-signature-timestamp', String(NOW / 1000 + 1))],
    ['body changed', { ...good(), body: Buffer.from(JSON.stringify(commandInteraction('status'))) }],
    ['body not JSON', { ...good(), body: Buffer.from('{') }],
    ['too old', signedByDiscord(commandInteraction('plan'), NOW - 301_000)],
    ['from the future', signedByDiscord(commandInteraction('plan'), NOW + 301_000)],
  ])('%s: 401, the same words, and no call', async (_, request) => {
    const world = createWorld();
    expect(read(await world.send(request))).toEqual({ status: 401, body: { error: 'The signature is not valid.' } });
    expect(world.queues.calls).toBe(0);
    expect(world.reads).toEqual([]);
  });
});

describe('a signed body', () => {
  it.each([
    ['empty', ''],
    ['not JSON', '{"type":1'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['null', 'null'],
    ['an array', '[{"type":1}]'],
    ['without a type', {}],
    ['of a type that is none', { type: 99 }],
    ['a type spelt as text', { type: '1' }],
  ])('%s is no interaction: 400, and no call', async (_, body) => {
    const world = createWorld();
    const answer = read(await world.send(signedByDiscord(body, NOW)));
    expect(answer).toEqual({ status: 400, body: { error: 'The body is not an interaction this application knows.' } });
    expect(world.queues.calls).toBe(0);
  });

  const command = (overrides: object) => commandInteraction('plan', [], overrides);
  it.each([
    ['data', command({ data: undefined })],
    ['data.name', command({ data: {} })],
    ['id', command({ id: undefined })],
    ['token', command({ token: null })],
    ['token', command({ token: '' })],
    ['application_id', command({ application_id: undefined })],
    ['channel_id', command({ channel_id: undefined, channel: null })],
    ['member.user', command({ member: null })],
    ['member.user.id', command({ member: { user: { username: 'ada' } } })],
    ['data.custom_id', { ...command({ data: { component_type: 2 } }), type: 3 }],
  ])('without %s is refused with its name: 400, and no call', async (path, body) => {
    const world = createWorld();
    const answer = read(await world.send(signedByDiscord(body, NOW)));
    expect(answer).toEqual({ status: 400, body: { error: `The interaction has no ${path}.` } });
    expect(world.queues.calls).toBe(0);
    expect(world.logger.lines).toMatchObject([{ level: 'warn', fields: { why: 'field missing', path } }]);
  });

  it.each([
    ['an id that no queue takes', command({ id: 'a b' }), "The interaction's id is not what Discord sends."],
    ['an id without end', command({ id: '9'.repeat(101) }), "The interaction's id is not what Discord sends."],
    [
      'options that are none',
      command({ data: { name: 'plan', options: 'all' } }),
      "The interaction's data.options is not what Discord sends.",
    ],
  ])('of %s is refused in its own words: 400, and no call', async (_, body, error) => {
    const world = createWorld();
    expect(read(await world.send(signedByDiscord(body, NOW)))).toEqual({ status: 400, body: { error } });
    expect(world.queues.calls).toBe(0);
  });

  it.each([[['10']], [[]]])(
    'that is a ping is answered with a pong, whether servers are named or not: %s',
    async (named: string[]) => {
      const world = createWorld({ settings: { ...SETTINGS, ALLOWED_GUILD_IDS: named } });
      expect(read(await world.send(signedByDiscord({ type: 1 }, NOW)))).toEqual({ status: 200, body: { type: 1 } });
      expect(world.queues.calls).toBe(0);
    },
  );
});
