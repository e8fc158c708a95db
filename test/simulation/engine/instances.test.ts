import { describe, expect, it } from 'vitest';
import { runWorld } from '../run-world.ts';
import { createInstances, isWarm } from './instances.ts';
import type { Invocation } from './invocations.ts';

const warm = Array.from({ length: 400 }, (_, seed) => seed).filter(isWarm);
const cold = warm.map((seed) => seed + 1).find((seed) => !isWarm(seed)) ?? 0;

const buildInvocation = (id: number): Invocation => ({
  id,
  name: 'notify',
  deadline: 30_000,
  alive: true,
  frozenUntil: 0,
  faults: 0,
  pending: 0,
});

/** Code that counts the calls of its life, and says by which invocation's ports it acts. */
function start(seed = warm[0] ?? 0) {
  let now = 0;
  const instances = createInstances(
    { seed, timeline: { now: () => now }, coverage: { sometimes: () => {} } },
    ({ id }) => ({ port: { who: () => id }, clock: () => id, settings: { name: 'valine' } }),
    ({ port, clock, settings }) => {
      let calls = 0;
      return () => `call ${++calls} by ${port.who()}/${clock()} of ${settings.name}`;
    },
  );
  const begin = (id: number) => {
    const invocation = buildInvocation(id);
    return { invocation, code: instances(invocation) };
  };
  const end = (invocation: Invocation) => Object.assign(invocation, { alive: false, endedAt: now });
  return { begin, end, advance: (milliseconds: number) => (now += milliseconds) };
}

describe('an instance of a function', () => {
  it('is warm in one world in four', () => {
    expect(warm.length).toBeGreaterThan(70);
    expect(warm.length).toBeLessThan(130);
  });

  it('is used again by the next invocation, which acts through ports of its own', () => {
    const { begin, end } = start();
    const first = begin(1);
    expect(first.code()).toBe('call 1 by 1/1 of valine');
    end(first.invocation);
    expect(begin(2).code()).toBe('call 2 by 2/2 of valine');
  });

  it('is new each time where functions are cold', () => {
    const { begin, end } = start(cold);
    end(begin(1).invocation);
    expect(begin(2).code()).toBe('call 1 by 2/2 of valine');
  });

  it('serves one invocation at a time', () => {
    const { begin } = start();
    expect([begin(1), begin(2)].map(({ code }) => code())).toEqual([
      'call 1 by 1/1 of valine',
      'call 1 by 2/2 of valine',
    ]);
  });

  it('is not used again after a crash, or when it was idle for long', () => {
    const { begin, end, advance } = start();
    const crashed = begin(1);
    crashed.code();
    crashed.invocation.alive = false;
    const second = begin(2);
    expect(second.code()).toBe('call 1 by 2/2 of valine');
    end(second.invocation);
    advance(46 * 60_000);
    expect(begin(3).code()).toBe('call 1 by 3/3 of valine');
  });
});

describe('a warm world', () => {
  it('uses instances again, and a cold one does not', async () => {
    const seen = async (seed: number) => {
      const { coverage, violations } = await runWorld({ seed, family: 'plan' });
      expect(violations).toEqual([]);
      return coverage.seen().get('an instance was used again') ?? 0;
    };
    expect(await seen(warm[0] ?? 0)).toBeGreaterThan(5);
    expect(await seen(cold)).toBe(0);
  });
});
