/**
 * One side effect, once: claim, look up if an earlier attempt may have taken effect, call, complete.
 *
 * No platform gives exactly-once calls. What makes one is that nobody calls without a claim, that nobody overtakes a
 * claim before its lease and its quarantine are over, and then looks it up before calling. What stays unknown is parked.
 */
import type { CallResult, Claim, Effect, EffectResult, Journal, Limits } from './effect.ts';

const FIRST_BACKOFF_MS = 5000;
const MAX_BACKOFF_MS = 300_000;
const MAX_QUARANTINE_MS = 900_000;

/** What an effect is run with; `clock` gives epoch milliseconds. */
export type AttemptPorts<Outcome> = { journal: Journal<Outcome>; limits: Limits; clock: { now(): number } };

type Waiting = Extract<EffectResult<never>, { kind: 'waiting' }>;

type Intent = Pick<Effect<unknown>, 'operation' | 'repeatable' | 'takesOver'>;

/** The claim to be written together with the intent of an effect: who writes it goes on with `callClaimed`. */
export function firstClaim(intent: Intent, now: number, limits: Limits): Claim {
  return nextClaim(intent, { epoch: 0 }, now, limits);
}

/** The first attempt of an effect: this worker has just written its `firstClaim`. Otherwise as `attemptEffect`. */
export async function callClaimed<Outcome>(
  effect: Effect<Outcome>,
  ports: AttemptPorts<Outcome>,
): Promise<EffectResult<Outcome>> {
  const { claim } = ports.journal.state();
  if (claim?.operation !== effect.operation || claim.unconfirmed !== 1)
    throw new Error(`bug: ${effect.operation} has no first claim to go on from`);
  return call(effect, claim, ports);
}

/**
 * Takes the effect one try further. `waiting`: run it again at `until` (epoch ms), with the journal read anew.
 * Throws what the journal throws; a claim that was written then stands, and its lease has to pass.
 */
export async function attemptEffect<Outcome>(
  effect: Effect<Outcome>,
  ports: AttemptPorts<Outcome>,
): Promise<EffectResult<Outcome>> {
  const { journal, limits, clock } = ports;
  const { epoch, claim: earlier } = journal.state();
  assertNotOvertaking(effect, earlier);
  const quietAt = earlier === undefined ? 0 : quietFrom(earlier, limits);
  if (clock.now() < quietAt) return held(quietAt, 'an earlier try may still be under way');

  const claim = nextClaim(effect, { epoch, claim: earlier }, clock.now(), limits);
  if (!(await journal.claim(claim))) return held(claim.leaseUntil, 'another worker is at it');

  return lookupThenCall(effect, claim, ports);
}

async function lookupThenCall<Outcome>(effect: Effect<Outcome>, claim: Claim, ports: AttemptPorts<Outcome>) {
  const mayHaveHappened = claim.unconfirmed > 1;
  const open = mayHaveHappened ? uncalled(claim) : undefined;
  if (!claim.repeatable && (mayHaveHappened || effect.looksUpFirst)) {
    const seen = await effect.lookup(claim);
    if (seen.kind !== 'absent') return settle(seen, claim, open, ports);
  }
  const blockedReason = effect.blockedReason?.();
  if (blockedReason !== undefined)
    return settle({ kind: 'parked', reason: blockedReason, code: 'given_up' }, claim, open, ports);
  const isHopeless = !claim.repeatable && claim.unconfirmed > ports.limits.maxUnconfirmed;
  return isHopeless ? settle(neverConfirmed(claim), claim, open, ports) : call(effect, claim, ports);
}

/** Calls if enough of the lease is left: a worker that was frozen after its claim must not call late. */
async function call<Outcome>(effect: Effect<Outcome>, claim: Claim, ports: AttemptPorts<Outcome>) {
  const hold = await effect.findHold?.();
  if (hold !== undefined) return settle(hold, claim, undefined, ports);
  const inTime = ports.clock.now() + ports.limits.callMs <= claim.leaseUntil;
  const answer: CallResult<Outcome> = inTime
    ? await effect.call(claim)
    : { kind: 'later', afterMs: 0, reason: 'too little of the lease was left' };
  const open = answer.kind === 'parked' && answer.mayHaveHappened ? claim : undefined;
  return settle(answer, claim, open, ports);
}

/** Writes what is now known; `open` is what a parked effect leaves claimed, because it may have happened. */
async function settle<Outcome>(
  answer: CallResult<Outcome>,
  claim: Claim,
  open: Claim | undefined,
  { journal, limits, clock }: AttemptPorts<Outcome>,
): Promise<EffectResult<Outcome>> {
  const overtaken = held(claim.leaseUntil, 'another worker has overtaken this one');
  switch (answer.kind) {
    case 'done':
      return (await journal.complete(claim, answer.outcome)) ? answer : overtaken;
    case 'parked':
      return (await journal.park(answer.reason, open, answer.code)) ? answer : overtaken;
    case 'later': {
      const until = clock.now() + answer.afterMs;
      const deferred = { ...uncalled(claim), leaseUntil: until };
      return (await journal.defer(deferred)) ? waiting(until, answer.reason) : overtaken;
    }
    case 'unknown': {
      const asked = clock.now() + (answer.afterMs ?? 0);
      const quietAt = quietFrom(claim, limits);
      if (!claim.repeatable && asked <= quietAt) return waiting(quietAt, answer.reason);
      const until = claim.repeatable ? Math.max(asked, clock.now() + backoffMs(claim.unconfirmed)) : asked;
      const deferred = { ...claim, leaseUntil: until };
      return (await journal.defer(deferred)) ? waiting(quietFrom(deferred, limits), answer.reason) : overtaken;
    }
  }
}

function backoffMs(tries: number): number {
  return Math.min(FIRST_BACKOFF_MS * 2 ** (tries - 1), MAX_BACKOFF_MS);
}

type State = ReturnType<Journal<unknown>['state']>;

/** The claim counts its own call as unconfirmed from the start: the worker may die before it can tell. */
function nextClaim(effect: Intent, { epoch, claim: earlier }: State, now: number, limits: Limits): Claim {
  const { operation, repeatable } = effect;
  const unconfirmed = earlierUnconfirmed(effect, earlier);
  const since = unconfirmed > 0 && earlier !== undefined ? earlier.since : now;
  return {
    operation,
    repeatable,
    epoch: epoch + 1,
    leaseUntil: now + limits.leaseMs,
    since,
    unconfirmed: unconfirmed + 1,
  };
}

function earlierUnconfirmed({ operation, takesOver = false }: Intent, earlier: Claim | undefined): number {
  if (earlier === undefined) return 0;
  if (earlier.operation === operation) return earlier.unconfirmed;
  return takesOver ? Math.min(earlier.unconfirmed, 1) : 0;
}

/**
 * When no try of the claim can take effect any more, in epoch milliseconds. The more tries went unconfirmed, the longer
 * the next one waits: a platform that is away for an hour is met again.
 */
export function quietFrom(
  { repeatable, unconfirmed, leaseUntil }: Pick<Claim, 'repeatable' | 'unconfirmed' | 'leaseUntil'>,
  { quarantineMs }: Pick<Limits, 'quarantineMs'>,
): number {
  if (repeatable || unconfirmed === 0) return leaseUntil;
  return leaseUntil + Math.max(quarantineMs, Math.min(quarantineMs * 2 ** (unconfirmed - 1), MAX_QUARANTINE_MS));
}

function uncalled(claim: Claim): Claim {
  return { ...claim, unconfirmed: claim.unconfirmed - 1 };
}

function neverConfirmed({ unconfirmed, since }: Claim): CallResult<never> {
  const tries = `${unconfirmed - 1} tries since ${new Date(since).toISOString()}`;
  const reason = `${tries} may have taken effect, and none of them can be found`;
  return { kind: 'parked', reason, code: 'outcome_unknown' };
}

function assertNotOvertaking(effect: Effect<unknown>, earlier: Claim | undefined): void {
  const overtakes = earlier !== undefined && earlier.operation !== effect.operation;
  if (overtakes && !earlier.repeatable && earlier.unconfirmed > 0)
    throw new Error(`bug: ${effect.operation} would overtake ${earlier.operation}, which may have taken effect`);
}

function waiting(until: number, reason: string): Waiting {
  return { kind: 'waiting', until, reason };
}

function held(until: number, reason: string): Waiting {
  return { ...waiting(until, reason), isHeld: true };
}
