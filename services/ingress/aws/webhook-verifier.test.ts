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

/** `first`: what others have read before. */
function testVerifier(first?: () => Promise<{ GITHUB_WEBHOOK_SECRET: string }>) {
  const clock = manualClock();
  const world = {
    stored: 'old' as string | undefined,
    reads: 0,
    /** `undefined`: SSM does not answer. */
    before: 'none' as { value: string; changedAt: number } | 'none' | undefined,
    looksBefore: [] as number[],
  };
  const read = async () => {
    world.reads += 1;
    if (world.stored === undefined) throw new Error('SSM does not answer');
    return { GITHUB_WEBHOOK_SECRET: world.stored };
  };
  const findBefore = async (since: number) => {
    world.looksBefore.push(clock.now() - since);
    if (world.before === undefined) throw new Error('SSM does not answer');
    return world.before === 'none' ? undefined : world.before;
  };
  const verify = webhookVerifier({ first: first ?? read, read, findBefore, clock });
  return { clock, world, verify, takes: (secret: string) => verify(signedWith(secret)) };
}

describe('a webhook', () => {
  it('is verified by the secret that was read once', async () => {
    const { world, takes } = testVerifier();
    expect([await takes('old'), await takes('old'), await takes('another')]).toEqual([true, true, false]);
    expect(world.reads).toBe(1);
  });

  it('that no secret could make valid makes nobody ask for one', async () => {
    const { world, verify } = testVerifier();
    expect(await verify({ signature: 'sha1=abc', body })).toBe(false);
    expect([world.reads, world.looksBefore]).toEqual([0, []]);
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

  it('is verified by the secret as it stands now where others read it long before the first one came', async () => {
    const { clock, world, takes } = testVerifier(async () => ({ GITHUB_WEBHOOK_SECRET: 'old' }));
    Object.assign(world, { stored: 'new', before: { value: 'old', changedAt: clock.now() + 9 * MINUTE } });
    clock.advance(10 * MINUTE);
    expect([await takes('new'), await takes('old')]).toEqual([true, true]);
    expect(world.reads).toBe(1);
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

describe('a process that begins after the change', () => {
  function begunAfter(minutes: number) {
    const test = testVerifier();
    const changedAt = test.clock.now() - minutes * MINUTE;
    Object.assign(test.world, { stored: 'new', before: { value: 'old', changedAt } });
    return test;
  }

  it('takes the old secret until a quarter of an hour has passed since that, and looks for it once', async () => {
    const { clock, world, takes } = begunAfter(5);
    expect([await takes('new'), await takes('old'), await takes('forged')]).toEqual([true, true, false]);
    clock.advance(10 * MINUTE - 1);
    expect(await takes('old')).toBe(true);
    clock.advance(1);
    expect([await takes('new'), await takes('old')]).toEqual([true, false]);
    expect(world.looksBefore).toEqual([15 * MINUTE]);
  });

  it('does not look for it while all is signed with the new one', async () => {
    const { world, takes } = begunAfter(5);
    for (let time = 0; time < 3; time += 1) expect(await takes('new')).toBe(true);
    expect(world.looksBefore).toEqual([]);
  });

  it('looks once where there is none, whatever comes', async () => {
    const { clock, world, takes } = testVerifier();
    for (let minute = 0; minute < 10; minute += 1) {
      expect(await takes('forged')).toBe(false);
      clock.advance(MINUTE);
    }
    expect(world.looksBefore).toHaveLength(1);
  });

  it('looks again, twice a minute at most, where SSM did not answer', async () => {
    const { clock, world, takes } = begunAfter(5);
    const { before } = world;
    world.before = undefined;
    for (let time = 0; time < 3; time += 1) expect(await takes('old')).toBe(false);
    expect(world.looksBefore).toHaveLength(1);
    world.before = before;
    clock.advance(30_000);
    expect(await takes('old')).toBe(true);
  });

  it('goes on to take what comes next by its own reading', async () => {
    const { clock, world, takes } = begunAfter(5);
    expect(await takes('old')).toBe(true);
    world.stored = 'newer';
    clock.advance(MINUTE);
    expect([await takes('newer'), await takes('new'), await takes('old')]).toEqual([true, true, true]);
    clock.advance(15 * MINUTE);
    expect([await takes('newer'), await takes('new'), await takes('old')]).toEqual([true, false, false]);
  });
});
