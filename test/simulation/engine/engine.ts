/** What drives one world: its time, its chance, its faults, its functions, and what they leave to read. */
import { type Coverage, createCoverage } from '../coverage.ts';
import { createTrace, type Trace } from '../trace/trace.ts';
import { type Bodies, createBodies } from './bodies.ts';
import type { FaultSource } from './fault-source.ts';
import { createInvocations, type Invocations } from './invocations.ts';
import { createRandom, type Random } from './random.ts';
import { createTimeline, type Timeline } from './timeline.ts';

export type Violation = { invariant: string; says: string };

export type Engine = {
  seed: number;
  timeline: Timeline;
  random: Random;
  faults: FaultSource;
  invocations: Invocations;
  trace: Trace;
  coverage: Coverage;
  bodies: Bodies;
  /** An invariant does not hold. */
  report(invariant: string, says: string): void;
  violations: readonly Violation[];
};

export type EngineOptions = {
  seed: number;
  faultsOf(coverage: Coverage): FaultSource;
  readTrace: boolean;
  /** A world that goes on after so many is caught in a loop. */
  mostEvents: number;
};

/** Every world begins then. */
export const WORLD_BEGINS = Date.UTC(2026, 2, 2, 9);

export function createEngine({ seed, faultsOf, readTrace, mostEvents }: EngineOptions): Engine {
  const timeline = createTimeline(createRandom(seed, 'order'), WORLD_BEGINS, mostEvents);
  const trace = createTrace(timeline.now, WORLD_BEGINS, readTrace);
  const random = createRandom(seed, 'platforms');
  const coverage = createCoverage();
  const faults = faultsOf(coverage);
  const violations: Violation[] = [];
  return {
    seed,
    timeline,
    random,
    faults,
    trace,
    coverage,
    bodies: createBodies(),
    invocations: createInvocations({ timeline, faults, random, trace }),
    violations,
    report(invariant, says) {
      violations.push({ invariant, says });
      trace.note('❌ violation', () => `${invariant}: ${says}`);
    },
  };
}
