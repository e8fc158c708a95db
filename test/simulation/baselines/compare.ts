/** Runs every design in the same worlds and counts what each of them spoils. */
import { planFamilyOf } from '../campaign/run-seeds.ts';
import { isBaseMix } from '../faults.ts';
import { runsOf } from '../invariants/one-message.ts';
import { runWorld } from '../run-world.ts';
import type { World } from '../world.ts';
import { DESIGNS, type Design } from './designs.ts';
import { replaceDate } from './virtual-date.ts';

export type Comparison = {
  name: string;
  worlds: number;
  /** Messages that somebody is to see. */
  messages: number;
  /** Messages of which there is more than one. */
  doubled: number;
  /** Lines in a plan's thread: what Discord does not make the same twice by itself, as it does edits of an answer. */
  lines: number;
  doubledLines: number;
  /** Comments, workflow runs and pull requests that somebody has asked for. */
  effects: number;
  doubledEffects: number;
  /** Interactions that were taken and never answered. */
  lost: number;
  parked: number;
  /** Of those, in worlds of the base mix: where no credentials are refused. */
  parkedInBaseMix: number;
  brokenWorlds: number;
  /** Worlds by invariant that did not hold there. */
  broken: Map<string, number>;
};

/** How the keys of thread lines begin. */
const LINE = 'thread:';

const MADE_ONCE = ['comment', 'dispatch-workflow', 'create-pull-request'];

/** One world after the other: see `replaceDate`. */
export async function compare(from: number, seeds: number): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const design of DESIGNS) {
    const sums = {
      worlds: 0,
      messages: 0,
      doubled: 0,
      lines: 0,
      doubledLines: 0,
      effects: 0,
      doubledEffects: 0,
      lost: 0,
      parked: 0,
      parkedInBaseMix: 0,
      brokenWorlds: 0,
    };
    const comparison = { name: design.name, ...sums, broken: new Map<string, number>() };
    for (let seed = from; seed < from + seeds; seed += 1) await addWorld(comparison, design, seed);
    comparisons.push(comparison);
  }
  return comparisons;
}

async function addWorld(sums: Comparison, design: Design, seed: number): Promise<void> {
  const { services, began } = design.open();
  let world: World | undefined;
  let restoreDate = () => {};
  const { violations, parked } = await runWorld({
    seed,
    family: planFamilyOf(seed),
    services,
    began(opened) {
      world = opened;
      restoreDate = replaceDate(opened.engine.timeline.now);
      began(opened);
    },
  });
  restoreDate();
  const count = (invariant: string, about = '') =>
    violations.filter((each) => each.invariant === invariant && each.says.includes(about)).length;
  sums.worlds += 1;
  const keys = [...(world?.chronicle.newest.keys() ?? [])];
  sums.messages += keys.length;
  sums.doubled += count('a notification has one message');
  sums.lines += keys.filter((key) => key.startsWith(LINE)).length;
  sums.doubledLines += count('a notification has one message', LINE);
  sums.effects += (world === undefined ? [] : runsOf(world)).flatMap(({ effects }) =>
    effects.filter(({ kind }) => MADE_ONCE.includes(kind)),
  ).length;
  sums.doubledEffects += count('one external effect for an operation', '');
  sums.lost += count('every request ends', 'never answered');
  sums.parked += parked;
  if (isBaseMix(seed)) sums.parkedInBaseMix += parked;
  if (violations.length > 0) sums.brokenWorlds += 1;
  for (const invariant of new Set(violations.map((each) => each.invariant)))
    sums.broken.set(invariant, (sums.broken.get(invariant) ?? 0) + 1);
}
