/** Functions at work: each of its calls through a port is a point at which it may go on, die, freeze or be refused. */

import type { Timer } from '@valine/lambda-kit';
import type { CallFault } from '../faults.ts';
import type { Trace } from '../trace/trace.ts';
import type { FaultSource } from './fault-source.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

export type Invocation = {
  readonly id: number;
  readonly name: string;
  /** Epoch milliseconds at which it is killed. */
  readonly deadline: number;
  /** A frozen one outlives its deadline: it goes on when it is thawed, with what it knew before. */
  alive: boolean;
  frozenUntil: number;
  /** Faults that it met so far. */
  faults: number;
  /** Calls that it waits for. */
  pending: number;
  /** When it ended, in time and with nothing left to do: then its instance can serve another. */
  endedAt?: number;
};

/** What a fault of the port itself does: whether and when the call takes effect, and what the caller is told. */
export type PortFaultEffect = {
  acts: 'not' | 'now' | 'late';
  error(): Error;
  /** After which the caller is told; as after any call, if absent. */
  afterMs?: number;
};

export type PortCall<T> = {
  /** `<port>.<method>`. */
  operation: string;
  detail?: () => string;
  /** Told which port's own fault the call meets, before it acts. */
  prepare?(fault: CallFault): void;
  /** Takes effect, at one moment. */
  act(): T | Promise<T>;
  latencyMs: readonly [number, number];
  faults: Readonly<Partial<Record<CallFault, PortFaultEffect>>>;
  /** What a caller is told that was frozen before its call went out; absent where the call goes out late all the same. */
  frozen?: () => Error;
};

export type Invocations = {
  start(name: string, lifeMs: number): Invocation;
  call<T>(invocation: Invocation, call: PortCall<T>): Promise<T>;
  timerOf(invocation: Invocation): Timer;
  /** The platform has its answer; what still runs is frozen, and may go on when the function is used again. */
  end(invocation: Invocation): void;
};

type Parts = { timeline: Timeline; faults: FaultSource; random: Random; trace: Trace };

/** How long our clients wait for an answer from outside that does not come. */
export const TIMEOUT_MS = 8000;
/** Counted from the call: what lands later than this breaks every protocol that waits no longer. */
const LATEST_LANDING_MS = 60_000;

export function createInvocations(parts: Parts): Invocations {
  const { timeline, trace } = parts;
  let count = 0;
  return {
    start(name, lifeMs) {
      count += 1;
      const invocation: Invocation = {
        id: count,
        name,
        deadline: timeline.now() + lifeMs,
        alive: true,
        frozenUntil: 0,
        faults: 0,
        pending: 0,
      };
      timeline.after(lifeMs, () => killAtDeadline(invocation, parts));
      trace.note('invocation starts', () => label(invocation));
      return invocation;
    },
    call: (invocation, call) => callThrough(invocation, call, parts),
    timerOf: (invocation) => timerOf(invocation, parts),
    end(invocation) {
      trace.note('invocation ends', () => label(invocation));
      if (invocation.frozenUntil > timeline.now()) return;
      if (invocation.pending > 0 && parts.faults.happens('left-running', invocation.name)) freeze(invocation, parts);
      else endForGood(invocation, timeline.now());
    },
  };
}

function endForGood(invocation: Invocation, now: number): void {
  if (invocation.alive && invocation.pending === 0 && now <= invocation.deadline) invocation.endedAt = now;
  invocation.alive = false;
}

function killAtDeadline(invocation: Invocation, { timeline, trace }: Parts): false {
  if (!invocation.alive || invocation.frozenUntil > timeline.now()) return false;
  invocation.alive = false;
  invocation.faults += 1;
  trace.note('invocation killed', () => label(invocation));
  return false;
}

const label = (invocation: Invocation) => `${invocation.name}#${invocation.id}`;

/** Rings late in a frozen function, and never in a dead one. */
function timerOf(invocation: Invocation, { timeline }: Parts): Timer {
  return {
    after(milliseconds, ring) {
      let cancelled = false;
      const due = () => {
        const frozenMs = invocation.frozenUntil - timeline.now();
        if (frozenMs > 0) timeline.after(frozenMs, due);
        const rings = frozenMs <= 0 && invocation.alive && !cancelled;
        if (rings) ring();
        return rings;
      };
      timeline.after(milliseconds, due);
      return () => {
        cancelled = true;
      };
    },
  };
}

function callThrough<T>(invocation: Invocation, call: PortCall<T>, parts: Parts): Promise<T> {
  const { faults, trace, random } = parts;
  if (!invocation.alive) return new Promise(() => {});
  const fault = faults.atCall(call.operation, Object.keys(call.faults) as CallFault[]);
  if (fault !== undefined) invocation.faults += 1;
  trace.note(
    call.operation,
    () => `${label(invocation)} ${call.detail?.() ?? ''} ${fault === undefined ? '' : `⚡ ${fault}`}`,
  );
  const latency = random.int(...call.latencyMs);
  invocation.pending += 1;
  return new Promise((resolve, reject) => {
    const settle = (outcome: Outcome<T>, afterMs: number) =>
      settleLater(invocation, outcome, afterMs, { resolve, reject }, parts);
    if (fault === undefined) settle(perform(call), latency);
    else if (isPortFault(call, fault)) meetPortFault(call, fault, latency, settle, parts);
    else meetCallFault(invocation, call, fault, settle, parts);
  });
}

type Outcome<T> = { value: T | Promise<T> } | { error: unknown };
type Settle<T> = (outcome: Outcome<T>, afterMs: number) => void;

function perform<T>(call: Pick<PortCall<T>, 'act'>): Outcome<T> {
  try {
    const value = call.act();
    // Looked at only when the caller hears of it, which may be never.
    if (value instanceof Promise) value.catch(() => {});
    return { value };
  } catch (error) {
    return { error };
  }
}

function settleLater<T>(
  invocation: Invocation,
  outcome: Outcome<T>,
  afterMs: number,
  promise: { resolve(value: T | Promise<T>): void; reject(error: unknown): void },
  parts: Parts,
): void {
  const { timeline } = parts;
  timeline.after(afterMs, () => {
    if (!invocation.alive) return false;
    const frozenFor = invocation.frozenUntil - timeline.now();
    if (frozenFor > 0) {
      settleLater(invocation, outcome, frozenFor, promise, parts);
      return false;
    }
    invocation.pending -= 1;
    if ('error' in outcome) promise.reject(outcome.error);
    else promise.resolve(outcome.value);
    return true;
  });
}

function isPortFault(call: PortCall<unknown>, fault: CallFault): boolean {
  return call.faults[fault] !== undefined;
}

function meetPortFault<T>(call: PortCall<T>, fault: CallFault, latency: number, settle: Settle<T>, parts: Parts): void {
  const effect = call.faults[fault];
  if (effect === undefined) return;
  call.prepare?.(fault);
  if (effect.acts === 'now') perform(call);
  if (effect.acts === 'late')
    parts.timeline.after(parts.random.int(TIMEOUT_MS, LATEST_LANDING_MS), () => landLate(call, parts));
  settle({ error: effect.error() }, effect.afterMs ?? latency);
}

function landLate<T>(call: PortCall<T>, { trace }: Parts): void {
  trace.note('lands late', () => `${call.operation} ${call.detail?.() ?? ''}`);
  perform(call);
}

function meetCallFault<T>(
  invocation: Invocation,
  call: PortCall<T>,
  fault: CallFault,
  settle: Settle<T>,
  parts: Parts,
): void {
  const after = fault.endsWith('after');
  if (fault.startsWith('crash')) {
    if (after) perform(call);
    invocation.alive = false;
    return;
  }
  freeze(invocation, parts);
  const frozenMs = invocation.frozenUntil - parts.timeline.now();
  if (after) settle(perform(call), 0);
  else if (call.frozen !== undefined) settle({ error: call.frozen() }, frozenMs);
  else parts.timeline.after(frozenMs, () => settle(perform(call), 1));
}

function freeze(invocation: Invocation, { timeline, random }: Parts): void {
  const until = timeline.now() + random.pick([5000, 15_000, 40_000, 120_000, 400_000]) + random.int(0, 5000);
  invocation.frozenUntil = Math.max(invocation.frozenUntil, until);
}
