/** Secrets that change while a function is warm. */
import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { createFreshSecrets } from './fresh-secrets.ts';

const OLD_MS = 5 * 60_000;

/** `accepted`: the token that the other side takes. `stored`: what SSM has; undefined where it does not answer. */
function testFetch() {
  const clock = manualClock();
  const world = {
    accepted: 'old',
    stored: 'old' as string | undefined,
    reads: 0,
    sent: [] as string[],
    learned: [] as string[],
  };
  const fresh = createFreshSecrets({
    first: { GITHUB_TOKEN: 'old', OTHER: 'another' },
    async read() {
      world.reads += 1;
      if (world.stored === undefined) throw new Error('SSM does not answer');
      return { GITHUB_TOKEN: world.stored, OTHER: 'another' };
    },
    clock,
    learned: (value) => void world.learned.push(value),
    fetch: async (_, init) => {
      const authorization = new Headers(init?.headers).get('authorization') ?? 'none';
      world.sent.push(`${init?.method ?? 'GET'} ${authorization} ${init?.body ?? ''}`.trim());
      return new Response(null, { status: authorization.endsWith(` ${world.accepted}`) ? 200 : 401 });
    },
  });
  const ask = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    return (await fresh.fetch('https://api.example', { method: 'POST', headers, body: 'x' })).status;
  };
  return { clock, world, ask, fresh };
}

describe('a secret', () => {
  it('is not read again while it is young and taken', async () => {
    const { clock, world, ask } = testFetch();
    await ask('token old');
    clock.advance(OLD_MS - 1);
    expect(await ask('token old')).toBe(200);
    expect(world.reads).toBe(0);
  });

  it.each(['token', 'Bot', 'Bearer'])('is read again at the next use after five minutes: %s', async (scheme) => {
    const { clock, world, ask } = testFetch();
    Object.assign(world, { accepted: 'new', stored: 'new' });
    clock.advance(OLD_MS);
    expect(await ask(`${scheme} old`)).toBe(200);
    expect(world.sent).toEqual([`POST ${scheme} new x`]);
    expect(world.learned).toEqual(['new']);
    expect(await ask(`${scheme} old`)).toBe(200);
    expect(world.reads).toBe(1);
  });

  it('that is refused is read again, and the call goes once more with the new one', async () => {
    const { clock, world, ask } = testFetch();
    Object.assign(world, { accepted: 'new', stored: 'new' });
    clock.advance(60_000);
    expect(await ask('token old')).toBe(200);
    expect(world.sent).toEqual(['POST token old x', 'POST token new x']);
  });

  it('that is refused and has not changed goes once, and is not read at each refusal', async () => {
    const { clock, world, ask } = testFetch();
    world.accepted = 'another one';
    clock.advance(60_000);
    expect([await ask('token old'), await ask('token old'), await ask('token old')]).toEqual([401, 401, 401]);
    expect([world.sent.length, world.reads]).toEqual([3, 1]);
    clock.advance(30_000);
    await ask('token old');
    expect(world.reads).toBe(2);
  });

  it('that is refused when it is new goes no third time', async () => {
    const { clock, world, ask } = testFetch();
    Object.assign(world, { accepted: 'none of them', stored: 'new' });
    clock.advance(60_000);
    expect(await ask('token old')).toBe(401);
    expect(world.sent).toHaveLength(2);
  });

  it('that several are refused at once is read once, and all go on', async () => {
    const { clock, world, ask } = testFetch();
    Object.assign(world, { accepted: 'new', stored: 'new' });
    clock.advance(60_000);
    expect(await Promise.all([ask('token old'), ask('token old'), ask('token old')])).toEqual([200, 200, 200]);
    expect(world.reads).toBe(1);
  });

  it('stays as it was while it cannot be read', async () => {
    const { clock, world, ask } = testFetch();
    world.stored = undefined;
    clock.advance(OLD_MS);
    expect(await ask('token old')).toBe(200);
    clock.advance(OLD_MS);
    await ask('token old');
    expect(world.reads).toBe(2);
  });
});

it.each([undefined, 'bearer a.signed.token', 'Bot'])(
  'what is not authorised by a setting goes as it is: %s',
  async (given) => {
    const { clock, world, ask } = testFetch();
    clock.advance(OLD_MS);
    expect(await ask(given)).toBe(401);
    expect([world.sent.length, world.reads]).toEqual([1, 0]);
  },
);

describe('a key that goes with no request', () => {
  it('is had as it stands now, at most five minutes late', async () => {
    const { clock, world, fresh } = testFetch();
    world.stored = 'new';
    clock.advance(OLD_MS - 1);
    expect(await fresh.get('GITHUB_TOKEN')).toBe('old');
    clock.advance(1);
    expect(await fresh.get('GITHUB_TOKEN')).toBe('new');
    expect([world.reads, world.learned]).toEqual([1, ['new']]);
  });

  it('is read again where it is doubted, every 30 seconds at most', async () => {
    const { clock, world, fresh } = testFetch();
    world.stored = 'new';
    expect([await fresh.get('GITHUB_TOKEN', true), world.reads]).toEqual(['old', 0]);
    clock.advance(30_000);
    expect(await fresh.get('GITHUB_TOKEN', true)).toBe('new');
    world.stored = 'newer';
    expect([await fresh.get('GITHUB_TOKEN', true), world.reads]).toEqual(['new', 1]);
  });

  it('stays as it was while it cannot be read', async () => {
    const { clock, world, fresh } = testFetch();
    world.stored = undefined;
    clock.advance(OLD_MS);
    expect(await fresh.get('GITHUB_TOKEN')).toBe('old');
  });

  it('is not made up', async () => {
    await expect(testFetch().fresh.get('ADMISSION_KEY')).rejects.toThrow('ADMISSION_KEY is no secret of this function');
  });
});
