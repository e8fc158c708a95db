/** Runs one world from its first step to the last replay, a month later. */

import { DELIVERIES_ID, SET_UP_IDS } from '@valine/records';
import type { Coverage } from './coverage.ts';
import { type Violation, WORLD_BEGINS } from './engine/engine.ts';
import { chanceFaults, type FaultSource } from './engine/fault-source.ts';
import { createRandom } from './engine/random.ts';
import { longMix, mixOf } from './faults.ts';
import { checkTurnsAreHeard } from './invariants/agrees-with-github.ts';
import { atTheEnd } from './invariants/at-the-end.ts';
import { checkAllIsQuiet, checkTrackingsEnd } from './invariants/every-request-ends.ts';
import { checkExpiredPlans, checkPlansExpire } from './invariants/expired-plans.ts';
import { endOf } from './invariants/fingerprint.ts';
import { checkDeploySettings } from './invariants/github/deploy-settings.ts';
import { checkSiteChanges, checkSiteChangesExpire, siteChangesOf } from './invariants/github/site-changes.ts';
import { checkShownAsRecorded, runsOf, tasksOf, trackingsOf } from './invariants/one-message.ts';
import { pass } from './pass.ts';
import { endPause } from './people/admins/pause.ts';
import { attack, isAttacked } from './people/attacker/attacks.ts';
import { attackVerifier } from './people/attacker/attacks-on-verifier.ts';
import { EFFECTS_RUN } from './people/effects.ts';
import { type Family, type Scenario, scenarioOf } from './people/families.ts';
import { retryParked } from './people/operator.ts';
import { alarmsOf, ringAlarms, tellOfAlarms } from './people/outage/alarms.ts';
import { beginSweeps, hadAtLast } from './people/outage/sweeps.ts';
import { schedule } from './people/perform.ts';
import { beDue } from './people/set-up.ts';
import { replay } from './replay.ts';
import { services as realServices, type Services } from './services.ts';
import { noteSights } from './sometimes.ts';
import { createWorld, planIdOf, type World } from './world.ts';

export type WorldSpec = {
  seed: number;
  family: Family;
  /** The family's own for this seed unless given: a shortened one, say. */
  scenario?: Scenario;
  /** The seed's own mix unless given. */
  faultsOf?: (coverage: Coverage) => FaultSource;
  services?: Services;
  readTrace?: boolean;
  /** Given the world before its first step. */
  began?(world: World): void;
};

export type WorldReport = {
  violations: readonly Violation[];
  hash: string;
  lines: readonly string[];
  coverage: Coverage;
  /** Calls through ports: the points at which something can go wrong. */
  calls: number;
  events: number;
  /** Virtual milliseconds. */
  lasted: number;
  /** Interactions and effects, and those of them that were parked. */
  requests: number;
  parked: number;
  /** Plans, and those of them that were completed. */
  plans: number;
  completed: number;
  /** How runs and requests ended, whenever it was: the same with a fault as without. */
  end: string;
};

const MINUTE = 60_000;
/** How long people wait for a button to show. */
const PRESS_MS = 15 * MINUTE;
/** Once faults stop, everything has to come to its end within this. */
const END_BOUND_MS = 60 * MINUTE;
/** So long a shipping brings branches up to date, and waits for the checks of the last. */
const UPDATES_MS = 240 * MINUTE;

/** A tenth of its time would go into stack traces of simulated failures, which nobody reads. */
export async function runWorld(spec: WorldSpec): Promise<WorldReport> {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return await live(spec);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

async function live(spec: WorldSpec): Promise<WorldReport> {
  const { seed, family, services = realServices, readTrace = false } = spec;
  const scenario = spec.scenario ?? scenarioOf(family, createRandom(seed, family));
  const isLong = scenario.swept !== undefined || scenario.reminders !== undefined || family === 'ops';
  const mix = isLong ? longMix(mixOf(seed)) : mixOf(seed);
  const faultsOf = spec.faultsOf ?? ((coverage: Coverage) => chanceFaults(seed, mix, coverage));
  const world = createWorld({ seed, services, scenario, faultsOf, readTrace });
  const { engine } = world;
  spec.began?.(world);
  const stepsMs = schedule(world, scenario.steps);
  if (scenario.swept !== undefined) {
    beginSweeps(world);
    ringAlarms(world, seed, stepsMs);
  }
  if (isAttacked(seed)) {
    attack(world, seed, stepsMs);
    attackVerifier(world, seed, stepsMs);
  }
  await pass(world, stepsMs + engine.random.int(1, 20) * MINUTE);
  engine.faults.stop();
  world.chronicle.calmSince = engine.timeline.now();
  engine.trace.note('faults stop', () => '');
  endPause(world);
  await pass(world, boundOf(world, scenario));
  await restOfAgents(world);
  await restOfComparison(world);
  checkAllIsQuiet(world);
  checkTrackingsEnd(world);
  world.queues.redriveAll();
  if (scenario.operator) retryParked(world);
  await pass(world, boundOf(world, scenario));
  if (scenario.operator) checkTrackingsEnd(world);
  checkTurnsAreHeard(world);
  const begun = tasksOf(world).length;
  await askForStatus(world);
  // What could not begin before has begun by it, and is looked at by the next.
  if (tasksOf(world).length > begun) await askForStatus(world);
  await lookAtLast(world);
  await sweepAtLast(world, scenario);
  if (scenario.swept !== undefined) {
    // Where none rings any more, the sweep alone finds out that it is over.
    if (alarmsOf(world.alarms).some(({ state }) => state === 'ALARM')) tellOfAlarms(world, 'at last');
    await hadAtLast(world);
  }
  for (const check of atTheEnd) check(world);
  world.agents?.rest();
  await passTheirTime(world);
  const end = endOf(world);
  await replay(world, seed);
  checkDeploySettings(world);
  noteSights(world);
  return { ...reportOf(world), ...countRequests(world, scenario), ...countPlans(world), end };
}

async function askForStatus(world: World): Promise<void> {
  for (const [index] of world.plans.entries())
    world.discordPeople.command('status', { run_id: planIdOf(world, index) }, 0);
  await pass(world, 10 * MINUTE);
}

/** Two looks, an hour apart as the schedule has it, by which everything is told that has turned. */
async function lookAtLast(world: World): Promise<void> {
  if (world.store.get('set-up', SET_UP_IDS.github) === undefined) return;
  world.setUp.isAway = false;
  for (let look = 0; look < 2; look += 1) {
    await pass(world, 60 * MINUTE);
    beDue(world, 'set-up-check', 'set-up.due');
    await pass(world, 10 * MINUTE);
  }
}

/** By then nothing is quiet or muted any more. */
async function sweepAtLast(world: World, { rules }: Scenario): Promise<void> {
  for (let sweep = 0; rules !== undefined && sweep < 2; sweep += 1) {
    await pass(world, 60 * MINUTE);
    beDue(world, 'sweep', 'sweep.due');
    await pass(world, 10 * MINUTE);
  }
}

/** What a coding agent has just done is heard before all is quiet: some of them never end of their own accord. */
async function restOfAgents(world: World): Promise<void> {
  if (world.agents === undefined) return;
  world.agents.rest();
  await pass(world, MINUTE);
}

/** After an outage a sweep has all that is open compared with GitHub: it may just have begun that. */
async function restOfComparison(world: World): Promise<void> {
  const { reconciledAt = 0 } = world.store.get('deliveries', DELIVERIES_ID) ?? {};
  if (world.engine.timeline.now() - reconciledAt < MINUTE) await pass(world, 2 * MINUTE);
}

/** What nobody has decided about by then expires, and nothing else happens. */
async function passTheirTime(world: World): Promise<void> {
  const now = world.engine.timeline.now();
  const undecided = [...runsOf(world), ...siteChangesOf(world)].filter(
    ({ state }) => state === 'pending' || state === 'proposed',
  );
  const left = undecided.map(({ decideBy = 0 }) => decideBy - now);
  if (left.every((ms) => ms <= 0)) return checkExpiredPlans(world);
  await pass(world, Math.max(...left) + END_BOUND_MS);
  checkPlansExpire(world);
  checkSiteChangesExpire(world);
  checkSiteChanges(world);
  checkExpiredPlans(world);
  checkShownAsRecorded(world);
}

function countPlans(world: World): Pick<WorldReport, 'plans' | 'completed'> {
  const plans = runsOf(world).filter(({ id }) => id !== EFFECTS_RUN);
  return { plans: plans.length, completed: plans.filter(({ state }) => state === 'completed').length };
}

const TRACKING_COMMANDS = ['deploy-client', 'diagnose', 'verify-latest', 'verify-run'];
const MOST_STAGES = 2;

/** What is followed may take its whole time besides, stage after stage, from when a button that is waited for has shown. */
function boundOf(world: World, scenario: Scenario): number {
  return (
    boundOfTrackings(world, scenario) +
    boundOfAgents(scenario) +
    (scenario.branches === undefined || scenario.branches === 'left behind' ? 0 : UPDATES_MS)
  );
}

/** One that is silent has its whole time, one that goes on and on its whole day at work. */
function boundOfAgents({ agents }: Scenario): number {
  return agents === undefined ? 0 : 5 * agents.timeoutMinutes * MINUTE;
}

function boundOfTrackings(world: World, { trackingTimeoutMinutes, steps, deployAfterShip }: Scenario): number {
  const lengths = trackingsOf(world).map(({ stages }) => stages.length);
  // A command may still wait to be taken when faults stop.
  const mayBegin =
    deployAfterShip || steps.some((step) => step.do === 'command' && TRACKING_COMMANDS.includes(step.name));
  if (lengths.length === 0 && !mayBegin) return END_BOUND_MS;
  return END_BOUND_MS + PRESS_MS + Math.max(MOST_STAGES, ...lengths) * trackingTimeoutMinutes * MINUTE;
}

function reportOf({
  engine,
}: World): Pick<WorldReport, 'violations' | 'hash' | 'lines' | 'coverage' | 'calls' | 'events' | 'lasted'> {
  return {
    violations: engine.violations,
    hash: engine.trace.hash(),
    lines: engine.trace.lines,
    coverage: engine.coverage,
    calls: engine.faults.calls(),
    events: engine.timeline.count(),
    lasted: engine.timeline.now() - WORLD_BEGINS,
  };
}

/** Whom Discord told to wait for the answer, and what runs intended to do on GitHub. What GitHub refuses all the while has to be parked. */
function countRequests(
  world: World,
  { prohibits }: Pick<Scenario, 'prohibits'>,
): Pick<WorldReport, 'requests' | 'parked'> {
  const { discord, store } = world;
  const asked = [...discord.book.interactions.values()].filter(({ answer }) => answer === 'deferred');
  const parked = asked.filter(({ id }) => store.get('message', `reply:${id}`)?.parked !== undefined);
  const effects = [...runsOf(world), ...tasksOf(world), ...trackingsOf(world)].flatMap((record) => record.effects);
  const parkedEffects = effects.filter((effect) => effect.parked !== undefined);
  const isMeant = prohibits !== undefined;
  return { requests: asked.length + effects.length, parked: parked.length + (isMeant ? 0 : parkedEffects.length) };
}
