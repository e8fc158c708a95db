/** Decides for every opportunity whether a fault takes it: by chance, or one single fault at one single call. */
import type { Coverage } from '../coverage.ts';
import { CALL_FAULTS, type CallFault, type Mix, type WorldFault } from '../faults.ts';
import { createRandom } from './random.ts';

export type FaultSource = {
  /** `operation` is `<port>.<method>`; `possible`: what the port itself can do wrong there. */
  atCall(operation: string, possible: readonly CallFault[]): CallFault | undefined;
  /** Whether the fault happens at this opportunity. */
  happens(fault: WorldFault, where: string): boolean;
  /** From now on nothing goes wrong. */
  stop(): void;
  /** Calls through ports so far. */
  calls(): number;
  readonly queues: Mix['queues'];
};

export function chanceFaults(seed: number, mix: Mix, coverage: Coverage): FaultSource {
  const random = createRandom(seed, 'faults');
  let stopped = false;
  let calls = 0;
  return {
    queues: mix.queues,
    atCall(operation, possible) {
      calls += 1;
      const weight = mix.weights[operation.slice(0, operation.indexOf('.'))] ?? 1;
      const fault = stopped ? undefined : drawn(random.next(), possible, mix.odds, weight);
      if (fault !== undefined) coverage.met(operation, fault);
      return fault;
    },
    happens(fault, where) {
      const does = !stopped && random.chance(mix.odds[fault]);
      if (does) coverage.met(where, fault);
      return does;
    },
    stop: () => {
      stopped = true;
    },
    calls: () => calls,
  };
}

function drawn(luck: number, possible: readonly CallFault[], odds: Mix['odds'], weight: number): CallFault | undefined {
  let sum = 0;
  for (const fault of CALL_FAULTS) {
    sum += odds[fault];
    if (luck < sum) return fault;
  }
  for (const fault of possible) {
    sum += odds[fault] * weight;
    if (luck < sum) return fault;
  }
  return undefined;
}

/** The `index`-th call of the world, counted from 1, meets the fault; nothing else goes wrong. */
export function singleFault(index: number, fault: CallFault, mix: Mix, coverage: Coverage): FaultSource {
  let calls = 0;
  return {
    queues: mix.queues,
    atCall(operation) {
      calls += 1;
      if (calls !== index) return undefined;
      coverage.met(operation, fault);
      return fault;
    },
    happens: () => false,
    stop: () => {},
    calls: () => calls,
  };
}
