/** The webhook secret while it changes. */
import { createHmac } from 'node:crypto';
import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { webhookVerifier } from './webhook-verifier.ts';

const MINUTE = 60_000;
const body = Buffer.from('{}');
const signedWith = (secret: string) => ({
  signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  body,
});

function testVerifier() {
  const clock = manualClock();
  const world = { stored: 'old' as string | undefined, reads: 0 };
  const read = async () => {
    world.reads += 1;
    if (world.stored === undefined) throw new Error('SSM does not answer');
    return { GITHUB_WEBHOOK_SECRET: world.stored };
  };
  const verify = webhookVerifier(read, read, clock);
  return { clock, world, takes: (secret: string) => verify(signedWith(secret)) };
}

describe('a webhook', () => {
  it('is verified by the secret that was read once', async () => {
    const { world, takes } = testVerifier();
    expect([await takes('old'), await takes('old'), await takes('another')]).toEqual([true, true, false]);
    expect(world.reads).toBe(1);
  });

  it('that no secret could make valid makes nobody ask for one', async () => {
    const { world } = testVerifier();
    const verify = webhookVerifier(
      async () => ({}),
      async () => ({}),
      manualClock(),
    );
    expect(await verify({ signature: 'sha1=abc', body })).toBe(false);
    expect(world.reads).toBe(0);
  });

  it('signed with the new secret is taken at once, and with the old one for a quarter of an hour', async () => {
    const { clock, world, takes } = testVerifier();
    await takes('old');
    world.stored = 'new';
    clock.advance(MINUTE);
    expect([await takes('new'), await takes('old')]).toEqual([true, true]);
    clock.advance(15 * MINUTE);
    expect([await takes('new'), await takes('old')]).toEqual([true, false]);
  });

  it('signed with the old secret is taken where the new one is not there yet', async () => {
    const { clock, world, takes } = testVerifier();
    await takes('old');
    world.stored = 'new';
    clock.advance(5 * MINUTE);
    expect(await takes('old')).toBe(true);
    expect(world.reads).toBe(2);
  });

  it('that is not valid makes us ask twice a minute at most', async () => {
    const { clock, world, takes } = testVerifier();
    for (let second = 0; second < 60; second += 1) {
      expect(await takes('forged')).toBe(false);
      clock.advance(1000);
    }
    expect(world.reads).toBe(2);
  });

  it('is verified as before while SSM does not answer, and by nothing where it never did', async () => {
    const { clock, world, takes } = testVerifier();
    await takes('old');
    world.stored = undefined;
    clock.advance(5 * MINUTE);
    expect(await takes('old')).toBe(true);
    const cold = testVerifier();
    cold.world.stored = undefined;
    await expect(cold.takes('old')).rejects.toThrow('SSM does not answer');
  });
});
