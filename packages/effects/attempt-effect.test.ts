/** The protocol of one side effect, told by the ways it can go wrong. */
import { describe, expect, it } from 'vitest';
import { attemptEffect, callClaimed, firstClaim } from './attempt-effect.ts';
import type { CallResult, Claim, Effect, Journal, Limits, Lookup } from './effect.ts';

const LIMITS: Limits = { leaseMs: 20, quarantineMs: 60, callMs: 10, maxUnconfirmed: 2 };

const unknown = (reason: string, afterMs?: number) => ({
  kind: 'unknown' as const,
  reason,
  ...(afterMs && { afterMs }),
});
const rateLimited = { kind: 'later', afterMs: 7, reason: 'rate limited' } as const;

/** A versioned record, the worker's journals over it, and a platform that counts what took effect. */
function world(answers: CallResult<string>[] = [], lookupResults: Lookup<string>[] = []) {
  const clock = { at: 1000, now: () => clock.at };
  const stored: Stored = { version: 0, epoch: 0 };
  const platform = { calls: 0, lookups: 0 };
  const effectOf = (repeatable = false): Effect<string> => ({
    operation: repeatable ? 'edit' : 'create',
    repeatable,
    async lookup() {
      platform.lookups += 1;
      return lookupResults.shift() ?? { kind: 'absent' };
    },
    async call() {
      platform.calls += 1;
      return answers.shift() ?? { kind: 'done', outcome: `effect ${platform.calls}` };
    },
  });
  /** Reads the record anew, as every try does. */
  const ports = (journal = journalOver(stored)) => ({ journal, limits: LIMITS, clock });
  const run = (effect = effectOf()) => attemptEffect(effect, ports());
  const runAt = (at: number, effect?: Effect<string>) => {
    clock.at = at;
    return run(effect);
  };
  /** The first claim of this effect was written with its intent. */
  const claimFirst = (effect = effectOf()) =>
    Object.assign(stored, { epoch: 1, version: 1, claim: firstClaim(effect, clock.now(), LIMITS) });
  const call = (effect = effectOf()) => callClaimed(effect, ports());
  return { clock, stored, platform, effectOf, ports, run, runAt, claimFirst, call };
}

type Stored = { version: number; epoch: number; claim?: Claim | undefined; outcome?: string; parked?: string };

function journalOver(stored: Stored): Journal<string> {
  let known = { ...stored };
  const write = async (change: Partial<Stored>) => {
    if (stored.version !== known.version) return false;
    Object.assign(stored, change, { version: stored.version + 1 });
    known = { ...stored };
    return true;
  };
  return {
    state: () => known,
    claim: (claim) => write({ claim, epoch: claim.epoch }),
    complete: (_, outcome) => write({ outcome, claim: undefined }),
    defer: (claim) => write({ claim }),
    park: (parked, claim) => write({ parked, claim }),
  };
}

describe('an effect that goes well', () => {
  it('is claimed, called once and completed', async () => {
    const { stored, platform, run } = world();
    expect(await run()).toEqual({ kind: 'done', outcome: 'effect 1' });
    expect(platform).toMatchObject({ calls: 1, lookups: 0 });
    expect(stored).toEqual({ version: 2, epoch: 1, outcome: 'effect 1', claim: undefined });
  });
});

describe('an effect whose answer is lost', () => {
  it('is left alone until lease and quarantine are over', async () => {
    const { platform, run, runAt } = world([unknown('timeout')]);
    expect(await run()).toEqual({ kind: 'waiting', until: 1080, reason: 'timeout' });
    expect(await runAt(1079)).toMatchObject({ kind: 'waiting', until: 1080 });
    expect(platform).toMatchObject({ calls: 1, lookups: 0 });
  });

  it('is looked for, and completed with what is found, not called again', async () => {
    const { stored, platform, run, runAt } = world([unknown('timeout')], [{ kind: 'done', outcome: 'effect 1' }]);
    await run();
    expect(await runAt(1080)).toEqual({ kind: 'done', outcome: 'effect 1' });
    expect(platform).toMatchObject({ calls: 1, lookups: 1 });
    expect(stored).toMatchObject({ epoch: 2, outcome: 'effect 1' });
  });

  it('is called again where it is not found, and parked with its claim after too many tries', async () => {
    const { clock, stored, platform, run } = world([unknown('500'), unknown('500'), unknown('500')]);
    for (let tries = 0; tries < 2; tries += 1) {
      const result = await run();
      if (result.kind === 'waiting') clock.at = result.until;
    }
    expect(await run()).toMatchObject({ kind: 'parked', reason: expect.stringContaining('2 tries since') });
    expect(platform).toMatchObject({ calls: 2, lookups: 2 });
    expect(stored.claim).toMatchObject({ operation: 'create', unconfirmed: 2 });
  });

  it('waits longer with every try that is not confirmed', async () => {
    const { run, runAt } = world([unknown('500'), unknown('500')]);
    await run();
    expect(await runAt(1080)).toMatchObject({ kind: 'waiting', until: 1080 + 20 + 120 });
  });

  it('is not called while the platform cannot be looked at', async () => {
    const { stored, platform, run, runAt } = world([unknown('500')], [{ kind: 'later', afterMs: 15, reason: 'down' }]);
    await run();
    expect(await runAt(1080)).toEqual({ kind: 'waiting', until: 1095, reason: 'down' });
    expect(platform.calls).toBe(1);
    expect(stored.claim).toMatchObject({ unconfirmed: 1, leaseUntil: 1095 });
  });
});

describe('an effect whose first claim was written with its intent', () => {
  it('is called without another claim, and completed', async () => {
    const { stored, platform, effectOf, claimFirst, call } = world();
    const intent = effectOf();
    claimFirst(intent);
    expect(await call(intent)).toEqual({ kind: 'done', outcome: 'effect 1' });
    expect(platform).toMatchObject({ calls: 1, lookups: 0 });
    expect(stored).toEqual({ version: 2, epoch: 1, outcome: 'effect 1', claim: undefined });
  });

  it('is not called by a worker that came too late with it', async () => {
    const { clock, stored, platform, claimFirst, call } = world();
    claimFirst();
    clock.at += 15;
    expect(await call()).toMatchObject({ kind: 'waiting', until: clock.at });
    expect(platform.calls).toBe(0);
    expect(stored.claim).toMatchObject({ unconfirmed: 0 });
  });

  it.each([{}, { unconfirmed: 2 }, { operation: 'other' }])('has no such claim: %j', async (wrong) => {
    const { clock, stored, effectOf, call } = world();
    const claim = { ...firstClaim(effectOf(), clock.now(), LIMITS), ...wrong };
    if (Object.keys(wrong).length > 0) stored.claim = claim;
    await expect(call()).rejects.toThrow('no first claim');
  });
});

describe('a platform that wants to be left alone', () => {
  it.each([
    [30, 1080],
    [500, 1560],
  ])('for %i ms is looked at no sooner, nor before lease and quarantine are over', async (afterMs, until) => {
    const { platform, run, runAt } = world([unknown('503', afterMs)]);
    expect(await run()).toEqual({ kind: 'waiting', until, reason: '503' });
    expect(await runAt(until - 1)).toMatchObject({ kind: 'waiting' });
    expect(await runAt(until)).toMatchObject({ kind: 'done' });
    expect(platform).toMatchObject({ calls: 2, lookups: 1 });
  });

  it('is left alone by repeatable effects too', async () => {
    const { effectOf, run } = world([unknown('503', 60_000)]);
    expect(await run(effectOf(true))).toMatchObject({ until: 61_000 });
  });
});

describe('a repeatable effect', () => {
  it('is called again without a look, further and further apart', async () => {
    const { platform, effectOf, run, runAt } = world([unknown('500'), unknown('500')]);
    expect(await run(effectOf(true))).toMatchObject({ kind: 'waiting', until: 6000 });
    expect(await runAt(6000, effectOf(true))).toMatchObject({ kind: 'waiting', until: 16000 });
    expect(await runAt(16000, effectOf(true))).toMatchObject({ kind: 'done' });
    expect(platform.lookups).toBe(0);
  });
});

describe('an effect that is refused', () => {
  it('for now, is called again after the time named, without quarantine or look', async () => {
    const { platform, run, runAt } = world([rateLimited]);
    expect(await run()).toEqual({ kind: 'waiting', until: 1007, reason: 'rate limited' });
    expect(await runAt(1007)).toMatchObject({ kind: 'done' });
    expect(platform).toMatchObject({ calls: 2, lookups: 0 });
  });

  it('for good, is parked and no longer claimed', async () => {
    const { stored, run } = world([{ kind: 'parked', reason: 'forbidden' }]);
    expect(await run()).toEqual({ kind: 'parked', reason: 'forbidden' });
    expect(stored).toMatchObject({ parked: 'forbidden', claim: undefined });
  });

  it('because nobody could tell whether it happened, is parked with its claim', async () => {
    const { stored, run } = world([{ kind: 'parked', reason: 'no answer', mayHaveHappened: true }]);
    expect(await run()).toMatchObject({ kind: 'parked' });
    expect(stored.claim).toMatchObject({ unconfirmed: 1 });
  });
});

describe('an effect that looks first', () => {
  it('is looked for before every try but that of its first claim, although none has called', async () => {
    const { platform, effectOf, runAt, claimFirst, call } = world([rateLimited]);
    const careful = { ...effectOf(), looksUpFirst: true };
    claimFirst(careful);
    await call(careful);
    expect(platform).toMatchObject({ calls: 1, lookups: 0 });
    expect(await runAt(1007, careful)).toMatchObject({ kind: 'done' });
    expect(platform).toMatchObject({ calls: 2, lookups: 1 });
  });

  it('is not called where the look says that nothing is left to do; what is parked then is not claimed', async () => {
    const { stored, platform, effectOf, run } = world([], [{ kind: 'parked', reason: 'gone' }]);
    expect(await run({ ...effectOf(), looksUpFirst: true })).toEqual({ kind: 'parked', reason: 'gone' });
    expect(platform.calls).toBe(0);
    expect(stored.claim).toBeUndefined();
  });
});

describe('an effect that is not wanted any more', () => {
  const unwanted = (effect: Effect<string>): Effect<string> => ({ ...effect, blockedReason: () => 'given up' });

  it('is parked without a call, a look or a claim, if it surely has not happened', async () => {
    const { stored, platform, effectOf, run, runAt } = world([rateLimited]);
    await run();
    expect(await runAt(1007, unwanted(effectOf()))).toEqual({
      kind: 'parked',
      reason: 'given up',
      code: 'given_up',
    });
    expect(platform).toMatchObject({ calls: 1, lookups: 0 });
    expect(stored).toMatchObject({ parked: 'given up', claim: undefined });
  });

  it.each([
    ['found', [{ kind: 'done', outcome: 'effect 1' }], { outcome: 'effect 1', claim: undefined }],
    ['not found', [], { parked: 'given up', claim: { unconfirmed: 1 } }],
  ] as const)('is only looked for, if it may have happened: %s', async (_, lookupResults, left) => {
    const { stored, platform, effectOf, run, runAt } = world([unknown('timeout')], [...lookupResults]);
    await run();
    await runAt(1080, unwanted(effectOf()));
    expect(platform).toMatchObject({ calls: 1, lookups: 1 });
    expect(stored).toMatchObject(left);
  });

  it('is asked whether it is wanted after it was claimed, not before', async () => {
    const { stored, effectOf, run } = world();
    const asked: number[] = [];
    await run({ ...effectOf(), blockedReason: () => void asked.push(stored.epoch) });
    expect(asked).toEqual([1]);
  });
});

describe('two workers', () => {
  it('that claim at once: one calls, the other waits', async () => {
    const { platform, run } = world();
    const results = await Promise.all([run(), run()]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'waiting']);
    expect(platform.calls).toBe(1);
  });

  it('of which the first was overtaken: its late answer is not written', async () => {
    const { stored, effectOf, run, runAt } = world([], [{ kind: 'done', outcome: 'found by the second' }]);
    let thaw: (answer: CallResult<string>) => void = () => {};
    const frozen: Effect<string> = { ...effectOf(), call: () => new Promise((resolve) => (thaw = resolve)) };
    const stale = run(frozen);
    await Promise.resolve();
    await runAt(1080);
    thaw({ kind: 'done', outcome: 'told by the first' });
    expect(await stale).toMatchObject({ kind: 'waiting', reason: 'another worker has overtaken this one' });
    expect(stored).toMatchObject({ epoch: 2, outcome: 'found by the second' });
  });

  it('of which one was frozen between claim and call: it no longer calls', async () => {
    const { clock, stored, platform, effectOf, ports } = world();
    const journal = journalOver(stored);
    const slow: Journal<string> = {
      ...journal,
      async claim(claim) {
        const held = await journal.claim(claim);
        clock.at += 15;
        return held;
      },
    };
    expect(await attemptEffect(effectOf(), ports(slow))).toMatchObject({ kind: 'waiting' });
    expect(platform.calls).toBe(0);
  });
});

it('an effect that takes over from an unsure one looks before its first call, however often it has to wait', async () => {
  const found: Lookup<string>[] = [rateLimited, { kind: 'done', outcome: 'effect 1' }];
  const { platform, effectOf, run, runAt } = world([unknown('500')], found);
  await run(effectOf(true));
  await runAt(6000, { ...effectOf(), takesOver: true });
  expect(await runAt(7000, { ...effectOf(), takesOver: true })).toEqual({ kind: 'done', outcome: 'effect 1' });
  expect(platform).toMatchObject({ calls: 1, lookups: 2 });
});

it('another effect may not overtake one that may have taken effect', async () => {
  const { effectOf, run, runAt } = world([unknown('500')]);
  await run();
  await expect(runAt(5000, effectOf(true))).rejects.toThrow('edit would overtake create');
});
