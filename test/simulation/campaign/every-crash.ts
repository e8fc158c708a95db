/** A world for every call of a script with a crash before it, and one with a crash after it: no point is left to chance. */
import { singleFault } from '../engine/fault-source.ts';
import type { CallFault } from '../faults.ts';
import { NO_FAULTS } from '../faults.ts';
import { type Script, scriptOf } from '../people/scripts.ts';
import { runWorld, type WorldReport } from '../run-world.ts';

export const CRASHES = ['crash-before', 'crash-after'] as const;
export type Crash = (typeof CRASHES)[number];
/** `call`: from 1. */
export type CrashesAt = (call: number) => readonly Crash[];

/** The gate: an eighth of all, others by each commit. Of eight calls one before it and one after another. */
export function crashesOfGate(drawnFrom: number): CrashesAt {
  return (call) => CRASHES.filter((_, index) => (call + drawnFrom) % 8 === 4 * index);
}

/** After the gate: those of every other call, which the gate has not made. */
export function crashesAfterGate(drawnFrom: number): CrashesAt {
  return (call) => ((call + drawnFrom) % 2 === 1 ? CRASHES : []);
}

/** No call has this number. */
const NEVER = 0;

export type CrashReport = { worlds: number; problems: string[] };

export async function everyCrash(script: Script, crashesAt: CrashesAt): Promise<CrashReport> {
  const whole = await crash(script, NEVER, 'crash-before');
  const problems = whole.violations.map(({ invariant, says }) => `without a fault: ${invariant}: ${says}`);
  let worlds = 1;
  for (let index = 1; index <= whole.calls; index += 1) {
    for (const fault of crashesAt(index)) {
      const world = await crash(script, index, fault);
      worlds += 1;
      problems.push(...problemsOf(world, whole).map((problem) => `${fault} call ${index}: ${problem}`));
    }
  }
  return { worlds, problems };
}

function crash(script: Script, index: number, fault: CallFault): Promise<WorldReport> {
  return runWorld({
    seed: 2,
    family: 'plan',
    scenario: scriptOf(script),
    faultsOf: (coverage) => singleFault(index, fault, NO_FAULTS, coverage),
  });
}

/** What ingress did not take in the one world cannot end as in the other. */
function problemsOf(world: WorldReport, whole: WorldReport): string[] {
  const broken = world.violations.map(({ invariant, says }) => `${invariant}: ${says}`);
  const sameEnd = world.requests < whole.requests || world.end === whole.end;
  return sameEnd
    ? broken
    : [...broken, `another end than without: ${world.end.slice(0, 300)} not ${whole.end.slice(0, 300)}`];
}
