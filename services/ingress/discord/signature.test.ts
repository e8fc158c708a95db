/** Nothing is parsed, and AWS is not called, before the signature of an interaction holds. */
import { describe, expect, it } from 'vitest';
import { commandInteraction, createWorld, read, signedByDiscord } from '../test-support/test-world.ts';

const NOW = createWorld().clock.now();
const good = () => signedByDiscord(commandInteraction('plan'), NOW);
const withHeader = (name: string, value: string | undefined) => {
  const request = good();
  return { ...request, headers: { ...request.headers, [name]: value } };
};
const signature = good().headers['x-signature-ed25519'] ?? '';

describe('an interaction with a bad signature', () => {
  it.each([
    ['signature missing', withHeader('x-signature-ed25519', undefined)],
    ['timestamp missing', withHeader('x-signature-timestamp', undefined)],
    ['wrong length', withHeader('x-signature-ed25519', signature.slice(2))],
    ['odd hex', withHeader('x-signature-ed25519', signature.slice(1))],
    ['not hex', withHeader('x-signature-ed25519', `zz${signature.slice(2)}`)],
    ['of another key', withHeader('x-signature-ed25519', '12'.repeat(64))],
    ['timestamp not a number', withHeader('x-signature-timestamp', 'yesterday')],
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
    ['of a type we never ask for (modal)', { ...commandInteraction('plan'), type: 5 }],
    ['a type spelt as text', { type: '1' }],
    ['a command without data', commandInteraction('plan', [], { data: undefined })],
    ['a command without an id', commandInteraction('plan', [], { id: undefined })],
    ['a command without a token', commandInteraction('plan', [], { token: null })],
    ['a command from nobody', commandInteraction('plan', [], { member: null })],
    ['options that are none', commandInteraction('plan', [], { data: { name: 'plan', type: 1, options: 'all' } })],
  ])('%s is no interaction: 400, and no call', async (_, body) => {
    const world = createWorld();
    const answer = read(await world.send(signedByDiscord(body, NOW)));
    expect(answer).toEqual({ status: 400, body: { error: 'The body is not an interaction this application knows.' } });
    expect(world.queues.calls).toBe(0);
  });

  it('that is a ping is answered with a pong', async () => {
    const world = createWorld();
    expect(read(await world.send(signedByDiscord({ type: 1 }, NOW)))).toEqual({ status: 200, body: { type: 1 } });
    expect(world.queues.calls).toBe(0);
  });
});
