/** Families of worlds, one for each command: what people do there, drawn from a seed. */
import { BREAKABLE } from '@valine/testing';
import type { Random } from '../engine/random.ts';
import { EARLIER_RUNS, type EarlierRun, type Outside } from '../platforms/outside.ts';
import { AGENT_NAMES, type AgentsOfTeam, drawAgents, REVIEWERS } from './agents/agents-of-team.ts';
import { type Blocked, drawBlocked, NONE_BLOCKED } from './blocked.ts';
import { restOfDay } from './days/day.ts';
import { FEW_ISSUES, largerDay } from './days/larger-day.ts';
import { EFFECT_NAMES } from './effects.ts';
import { dayUnderFourEyes, linkingSteps, toldDirectly, withSweeps } from './identity/link-deeds.ts';
import { outageDay } from './outage/outage-day.ts';
import {
  type Deed,
  FORGERIES,
  HEAD_CHANGES,
  ISSUE_CHANGES,
  PROHIBITIONS,
  type Prohibition,
  PULL_CHANGES,
  type RunName,
  SITE_EDITS,
  type Step,
} from './step.ts';
import { FOLLOW_DEEDS } from './trackings/tracking-deeds.ts';

/** Plans, and effects as such. */
export const PLAN_FAMILIES = [
  'plan',
  'approve',
  'discard',
  'ship',
  'status',
  'help',
  'issues',
  'doorstep',
  'effects',
] as const;
/** Workflow runs that are started, followed and looked into. */
export const FOLLOW_FAMILIES = ['deploy', 'diagnose', 'verify'] as const;
/** Not in turn with the others, whose worlds stay what they are. */
export const APART_FAMILIES = [
  // Proposals that people change and approve at the same time.
  'choose',
  // Proposals that nobody decides about in time, or only just.
  'undecided',
  // Pull requests whose base goes on while they are shipped, and wants them to be up to date.
  'merge',
  // Plans of which people ask something in comments on GitHub.
  'comments',
  // Pull requests whose base has a merge queue.
  'queue',
  // Changes of the site, previewed and confirmed.
  'site',
  // Plans whose tasks are given to coding agents, of whom some are at fault.
  'agents',
  // Values that admins set, one over the other.
  'admin',
  // What is wrong with how GitHub is set up, and who is told.
  'set-up',
  // Runs of workflows that notification rules are about, in any order, with quiet hours, and muted now and then; and plans whose tasks are muted.
  'rules',
  // Everything is paused, at any moment, and goes on.
  'ops',
  // People who link themselves with accounts, and then work under four eyes.
  'identity',
  // Plans during which nothing that GitHub sends arrives for six hours.
  'outage',
] as const;
export const FAMILIES = [...PLAN_FAMILIES, ...APART_FAMILIES, ...FOLLOW_FAMILIES] as const;
export type Family = (typeof FAMILIES)[number];

export type Scenario = {
  steps: Step[];
  approvalsRequired: number;
  preventSelfApproval: boolean;
  opensPullRequests: boolean;
  deployAfterShip: boolean;
  /** `main` wants branches to be up to date, and whether they are brought there; or it has a merge queue. */
  branches?: 'updated' | 'left behind' | 'queued';
  /** Its repository holds the client, with a section that may be changed. */
  hasSite?: boolean;
  /** Notification rules, and when their quiet hours are: minutes since midnight, UTC. */
  rules?: { from: number; to: number };
  /** There is one for what nobody asked for. */
  hasChannel?: boolean;
  /** A sweep looks every five minutes; `refused`: of the deliveries that one, which nobody ever takes. */
  swept?: { refused: number | undefined };
  /** Whether GitHub tells by a code who has an account, whether what is merged takes another pair of eyes, and whether settings name Ada's account for Ben. */
  identity?: { hasApp: boolean; fourEyes: boolean; twoAccounts: boolean };
  /** People are reminded within these hours: minutes since midnight, UTC. */
  reminders?: { from: number; to: number };
  /** By their place among people: who takes no direct messages. */
  closed?: readonly number[];
  /** GitHub changes its key for secrets in the very moment, now and then. */
  keyChanges?: boolean;
  /** Coding agents at hand; none, where absent. */
  agents?: AgentsOfTeam;
  /** So many are there at the beginning. */
  issues: number;
  blocked: Blocked;
  /** What GitHub refuses all the while. */
  prohibits?: Prohibition | undefined;
  planExpiresMinutes: number;
  diagnoseTrigger: 'workflow_dispatch' | 'repository_dispatch';
  trackingTimeoutMinutes: number;
  outside: Outside;
  earlierRuns: readonly EarlierRun[];
  /** Whether somebody has what is parked tried again in the end. */
  operator: boolean;
};

/** Worlds in which issues wait for others. */
const BLOCKED_FAMILIES: readonly Family[] = ['plan', 'approve', 'issues', 'ship', 'choose', 'undecided', 'comments'];

export function scenarioOf(family: Family, random: Random): Scenario {
  const drawn = drawScenario(family, random);
  const blocked = BLOCKED_FAMILIES.includes(family) ? drawBlocked(random) : NONE_BLOCKED;
  const usual = { steps: drawn.steps, issues: FEW_ISSUES };
  const day = LARGER_FAMILIES.includes(family) ? largerDay(random, drawn.steps, drawn.opensPullRequests) : usual;
  const scenario = { ...drawn, ...day, blocked };
  const [first] = blocked.pairs;
  // Nearly everybody who waits sees the end of it.
  if (first === undefined || random.chance(0.3)) return scenario;
  const closed = { do: 'change issue', number: first.by, change: 'closed' } as const;
  return { ...scenario, steps: [...scenario.steps, { ...closed, afterMs: pauseMs(random) }] };
}

const LARGER_FAMILIES: readonly Family[] = ['plan', 'approve', 'ship'];

function drawScenario(family: Family, random: Random): Omit<Scenario, 'blocked' | 'issues'> {
  const deeds = DEEDS[family](random);
  const steps = deeds.map((deed) => ({ ...deed, afterMs: pauseMs(random) }));
  const first = steps[0];
  if (first !== undefined) first.afterMs = 1000;
  const scenario = {
    steps,
    approvalsRequired: random.chance(0.25) ? 2 : 1,
    preventSelfApproval: random.chance(0.15),
    diagnoseTrigger: random.pick(['workflow_dispatch', 'repository_dispatch'] as const),
    trackingTimeoutMinutes: random.pick([20, 20, 20, 45]),
    outside: 'drawn' as const,
    earlierRuns: HAS_EARLIER_RUNS.includes(family) ? drawEarlierRuns(random) : [],
    operator: random.chance(0.5),
    opensPullRequests: isOfMerges(family) || (family !== 'effects' && random.chance(OFTEN_WITH_PULLS[family] ?? 0.3)),
    deployAfterShip: family === 'ship' && random.chance(0.4),
    planExpiresMinutes: family === 'undecided' ? random.pick([3, 8, 16, 20, 24 * 60]) : 24 * 60,
  };
  if (scenario.opensPullRequests && !isOfMerges(family) && family !== 'identity')
    for (const deed of some(random, 0, 6, pullDeed))
      steps.splice(random.int(1, steps.length), 0, { ...deed, afterMs: pauseMs(random) });
  if (family === 'identity') return ofIdentity(random, scenario);
  if (family === 'outage') return ofOutage(random, scenario);
  if (family === 'admin') return { ...scenario, keyChanges: true, opensPullRequests: false };
  if (family === 'set-up')
    return { ...scenario, hasChannel: true, opensPullRequests: false, steps: hourly(random, scenario.steps) };
  if (family === 'rules') return ofRules(random, scenario);
  if (family === 'ops') return { ...scenario, steps: inLongPause(random, steps) };
  if (family === 'site')
    return { ...scenario, hasSite: true, opensPullRequests: false, steps: withWaits(random, steps) };
  if (family === 'undecided') steps.push(justInTime(random, steps, scenario.planExpiresMinutes));
  const endsWell = ENDS_WELL[family] ?? 0;
  if (random.chance(scenario.opensPullRequests ? endsWell / 2 : endsWell))
    steps.push(...restOfDay(random, scenario.opensPullRequests));
  else if (scenario.opensPullRequests && random.chance(0.7))
    steps.push(...workOnHead(random).map((deed) => ({ ...deed, afterMs: pauseMs(random) })));
  if (!scenario.opensPullRequests) return scenario;
  if (family === 'merge') return { ...scenario, branches: random.chance(0.9) ? 'updated' : 'left behind' };
  if (family === 'queue') return { ...scenario, branches: 'queued' };
  if (family === 'agents')
    return { ...scenario, agents: drawAgents(random), ...(random.chance(0.2) ? { branches: 'queued' } : {}) };
  for (const deed of random.chance(family === 'comments' ? 0 : 0.3) ? some(random, 1, 2, rivalDeed) : [])
    steps.splice(random.int(0, steps.length), 0, { ...deed, afterMs: pauseMs(random) });
  return { ...scenario, prohibits: random.chance(0.15) ? random.pick(PROHIBITIONS) : undefined };
}

/** Links cost little; every second world goes on to a plan. */
function ofIdentity<S extends Omit<Scenario, 'blocked' | 'issues'>>(random: Random, scenario: S): S {
  const opensPullRequests = random.chance(0.5);
  const identity = { hasApp: random.chance(0.5), fourEyes: random.chance(0.9), twoAccounts: random.chance(0.4) };
  const linking = { hasApp: identity.hasApp, isCalm: opensPullRequests && random.chance(0.8) };
  const linked = linkingSteps(random, linking);
  const day = opensPullRequests ? dayUnderFourEyes(random) : [];
  const preventSelfApproval = random.chance(0.25);
  const wishes = opensPullRequests ? toldDirectly(random) : [];
  const closed = [0, 1].filter(() => random.chance(0.4));
  if (!opensPullRequests || random.chance(0.3))
    return {
      ...scenario,
      identity,
      closed,
      opensPullRequests,
      steps: [...linked, ...wishes, ...day],
      preventSelfApproval,
    };
  const from = START_MINUTES + random.int(30, 90);
  const reminders = { from, to: from + random.int(70, 200) };
  const steps = [...linked, ...wishes, ...withSweeps(random, day)];
  return { ...scenario, identity, closed, opensPullRequests, steps, preventSelfApproval, reminders };
}

/** In one world of eight there is a delivery that nobody ever takes. */
function ofOutage<S extends Omit<Scenario, 'blocked' | 'issues'>>(random: Random, scenario: S): S {
  const during = [...some(random, 4, 12, telling), ...(scenario.opensPullRequests ? some(random, 1, 5, pullDeed) : [])];
  const after = [...some(random, 0, 2, telling), ...some(random, 0, 1, command('ship'))];
  const steps = outageDay(random, { before: scenario.steps, during, after });
  const refused = random.chance(0.125) ? random.int(2, 10) : undefined;
  // What waits for hours is doubled by faults all the while.
  return { ...scenario, hasChannel: true, swept: { refused }, steps, planExpiresMinutes: 20 };
}

/** As the schedule has the set-up looked at, some minutes early or late; now and then somebody asks in between. */
function hourly(random: Random, steps: readonly Step[]): Step[] {
  return steps.map((step) =>
    step.do === 'look at set-up' && random.chance(0.85)
      ? { ...step, afterMs: 3_600_000 + random.int(-300_000, 300_000) }
      : step,
  );
}

/** Sweeps come every five minutes, while runs end and people mute. The quiet hours begin in it, or were before. */
function ofRules<S extends Omit<Scenario, 'blocked' | 'issues'>>(random: Random, scenario: S): S {
  const steps = scenario.steps.map((step) => (step.do === 'sweep' ? { ...step, afterMs: 300_000 } : step));
  const from = START_MINUTES + random.int(-10, 15);
  return { ...scenario, steps, rules: { from, to: from + random.int(2, 30) }, opensPullRequests: false };
}

/** Now and then nobody decides for an hour. */
function withWaits(random: Random, steps: readonly Step[]): Step[] {
  return steps.map((step) =>
    random.chance(0.05) ? { ...step, afterMs: 3_600_000 + random.int(-5000, 60_000) } : step,
  );
}

const isOfMerges = (family: Family) => family === 'merge' || family === 'queue' || family === 'agents';

/** Somebody approves the first plan when its time is just over, or not quite; of a day nobody waits for the end. */
function justInTime(random: Random, steps: readonly Step[], expiresMinutes: number): Step {
  const passed = steps.reduce((sum, { afterMs }) => sum + afterMs, 0);
  const due = expiresMinutes < 60 ? expiresMinutes * 60_000 + 1000 - passed : 0;
  return { ...approveDeed(random), afterMs: Math.max(0, due + random.int(-5000, 10_000)) };
}

function rivalDeed(random: Random): Deed {
  return { do: 'open pull', number: random.int(1, 3), by: random.chance(0.7) ? 'team' : 'stranger' };
}

/**
 * How often the plan of a family is approved, worked on and shipped in the end, whatever became of it before. Less often
 * with pull requests: whose turn it is shows only with those that stay open.
 */
const ENDS_WELL: Partial<Record<Family, number>> = {
  plan: 0.9,
  approve: 1,
  ship: 1,
  merge: 1,
  queue: 1,
  status: 1,
  issues: 0.9,
  doorstep: 1,
};

const OFTEN_WITH_PULLS: Partial<Record<Family, number>> = { ship: 0.6, comments: 0.8, ops: 0.8 };

const HAS_EARLIER_RUNS: readonly Family[] = ['status', ...FOLLOW_FAMILIES];

function drawEarlierRuns(random: Random): EarlierRun[] {
  return Array.from({ length: random.int(0, 4) }, () => random.pick(EARLIER_RUNS));
}

/** Often at the same moment, sometimes long after. */
function pauseMs(random: Random): number {
  return random.pick([0, 0, random.int(1, 2000), random.int(2000, 60_000), random.int(60_000, 400_000)]);
}

const DEEDS: Record<Family, (random: Random) => Deed[]> = {
  plan: (random) => [...some(random, 1, 3, plan), ...some(random, 0, 2, issueDeed), ...odd(random)],
  approve: (random) => [
    plan(random),
    ...some(random, 2, 4, approveDeed),
    ...some(random, 0, 2, issueDeed),
    ...odd(random),
  ],
  choose: (random) => [
    plan(random),
    ...some(random, 2, 6, either(choose, choose, approveDeed)),
    ...some(random, 0, 2, issueDeed),
    ...some(random, 1, 3, approveDeed),
    ...some(random, 0, 1, shipDeed),
  ],
  undecided: (random) => [
    plan(random),
    ...some(random, 0, 3, either(choose, approveDeed, press('discard'), command('ship'), command('status'))),
    ...some(random, 0, 2, either(issueDeed, plan)),
    ...some(random, 0, 2, approveDeed),
  ],
  merge: (random) => [
    plan(random),
    // One that is taken over.
    ...(random.chance(0.3) ? [{ do: 'open pull', number: random.int(1, 3), by: 'team' } as const] : []),
    ...[0, 1].map((by): Deed => ({ do: 'press', button: 'approve', by, run: 0 })),
    ...some(random, 1, 4, (): Deed => ({ do: 'change pull', number: random.int(1, 4), change: 'ready' })),
    ...some(random, 0, 2, either(pushMain, pullDeed)),
    command('ship')(random),
    ...some(random, 0, 3, either(pushMain, pullDeed, command('ship'))),
  ],
  queue: (random) => [
    plan(random),
    ...[0, 1].map((by): Deed => ({ do: 'press', button: 'approve', by, run: 0 })),
    ...some(random, 1, 4, (): Deed => ({ do: 'change pull', number: random.int(1, 4), change: 'ready' })),
    ...some(random, 0, 1, pullDeed),
    command('ship')(random),
    ...some(random, 0, 3, either(pullDeed, press('ship-anyway'), command('ship'))),
  ],
  site: (random) => [
    uxUpdate(random),
    ...some(random, 0, 1, uxUpdate),
    ...some(
      random,
      1,
      5,
      either(deciding('confirm-change'), deciding('confirm-change'), deciding('cancel-change'), editing),
    ),
    ...some(random, 0, 1, uxUpdate),
    ...some(random, 0, 2, deciding('confirm-change')),
    ...odd(random),
  ],
  admin: (random) => [
    setting(random),
    ...some(random, 1, 5, either(setting, setting, setting, rotating)),
    ...(random.chance(0.5) ? [setting(random)] : []),
    ...odd(random).filter((deed) => deed.do !== 'delete message'),
  ],
  outage: (random) => [plan(random), ...[0, 1].map((by): Deed => ({ do: 'press', button: 'approve', by, run: 0 }))],
  // Drawn with their times.
  identity: () => [],
  agents: (random) => [
    plan(random),
    ...[0, 1].map((by): Deed => ({ do: 'press', button: 'approve', by, run: 0 })),
    ...some(random, 2, 5, giving),
    ...some(random, 0, 2, either(giving, approving, pullDeed)),
    ...some(random, 0, 1, (): Deed => ({ do: 'take back', number: random.int(1, 3), by: random.int(0, 1) })),
    ...some(random, 1, 5, approving),
    command('ship')(random),
    ...some(random, 0, 5, either(giving, approving, approving, command('ship'), pullDeed)),
    ...(random.chance(0.7) ? finished(random) : []),
    command('ship')(random),
  ],
  'set-up': (random) => [
    breaking(random),
    ...some(random, 6, 14, either(looking, looking, looking, breaking, hiding)),
    looking(),
  ],
  rules: (random) => rulesDeeds(random),
  ops: (random) => opsDeeds(random),
  comments: (random) => [
    plan(random),
    ...some(random, 0, 1, saying),
    ...[0, 1].map((by) => ({ do: 'press', button: 'approve', by, run: 0 }) as const),
    ...some(random, 2, 6, either(saying, saying, saying, issueDeed, approveDeed)),
    ...(random.chance(0.4) ? tooLate(random) : []),
    ...some(random, 0, 3, either(saying, saying, shipDeed, command('ship'), plan)),
    ...odd(random),
  ],
  discard: (random) => [plan(random), ...some(random, 1, 2, press('discard')), ...some(random, 0, 2, approveDeed)],
  ship: (random) => [
    plan(random),
    press('approve')(random),
    ...some(random, 0, 3, closing),
    command('ship')(random),
    ...some(random, 0, 3, shipDeed),
    ...odd(random),
  ],
  status: (random) => [
    plan(random),
    ...some(random, 1, 4, statusDeed),
    ...some(random, 0, 1, approveDeed),
    statusDeed(random),
  ],
  help: (random) => some(random, 1, 4, helpDeed),
  issues: (random) => [plan(random), press('approve')(random), ...some(random, 2, 6, issueDeed), ...odd(random)],
  effects: (random) => some(random, 1, 3, intending),
  ...FOLLOW_DEEDS,
  doorstep: (random) => [...some(random, 1, 3, forge), plan(random), ...some(random, 1, 3, doorDeed)],
};

function uxUpdate(random: Random): Deed {
  const text = random.pick(['Summer sale', 'Welcome', 'Autumn sale']);
  return {
    do: 'command',
    name: 'ux-update',
    by: random.chance(0.8) ? 0 : 1,
    options: { command: `section:header text:"${text}"` },
  };
}

function deciding(button: 'confirm-change' | 'cancel-change'): (random: Random) => Deed {
  return (random) => ({ do: 'press', button, by: random.chance(0.75) ? 0 : 1, change: random.chance(0.8) ? 0 : 1 });
}

function editing(random: Random): Deed {
  return { do: 'edit site', how: random.pick(SITE_EDITS) };
}

/** Mostly of the same, by either of two admins; now and then by somebody else, or unconfirmed. */
function setting(random: Random): Deed {
  return {
    do: 'set value',
    name: random.chance(0.75) ? 'set-api-base' : 'set-frontend',
    value: random.int(1, 1_000_000),
    by: random.chance(0.1) ? 2 : random.int(0, 1),
    confirm: random.chance(0.9),
    inWindow: random.chance(0.3),
  };
}

const rotating = (): Deed => ({ do: 'rotate secret key' });

const looking = (): Deed => ({ do: 'look at set-up' });

function breaking(random: Random): Deed {
  return { do: 'break set-up', check: random.pick(BREAKABLE), isBroken: random.chance(0.6) };
}

function hiding(random: Random): Deed {
  return { do: 'hide set-up', isAway: random.chance(0.5) };
}

/** Nine o'clock, when worlds begin. */
const START_MINUTES = 9 * 60;
const MUTABLE = ['all', 'changes', 'failures'] as const;

/** Mostly in their order, now and then a later one first. */
function rulesDeeds(random: Random): Deed[] {
  const runs = some(random, 2, 6, ending).map((deed, index) => ({ ...deed, run: 1000 + index }));
  const deeds: Deed[] = random.chance(0.5) ? runs : random.shuffle(runs);
  for (const deed of some(random, 1, 3, either(sweeping, muting))) deeds.splice(random.int(0, deeds.length), 0, deed);
  return [...(random.chance(0.25) ? mutedTasks(random) : []), ...deeds, sweeping()];
}

/** A plan some of whose tasks are muted, and end meanwhile. */
function mutedTasks(random: Random): Deed[] {
  return [
    { do: 'command', name: 'plan', by: 0, options: {} },
    ...[0, 1].map((by): Deed => ({ do: 'press', button: 'approve', by, run: 0 })),
    mutingTask(random, 'mute'),
    ...some(
      random,
      1,
      4,
      either(closing, (drawn) => mutingTask(drawn, drawn.chance(0.6) ? 'mute' : 'unmute')),
    ),
    closing(random),
  ];
}

function mutingTask(random: Random, name: 'mute' | 'unmute'): Deed {
  const hours = name === 'mute' ? { options: { hours: 1 } } : {};
  return { do: 'command', name, by: random.int(0, 1), task: random.int(1, 2), ...hours };
}

const sweeping = (): Deed => ({ do: 'sweep' });

function ending(random: Random): Extract<Deed, { do: 'run ends' }> {
  const conclusion = random.pick(['success', 'failure', 'failure', 'success', 'cancelled'] as const);
  return { do: 'run ends', run: 0, conclusion, branch: random.chance(0.8) ? 'main' : 'dev' };
}

function muting(random: Random): Deed {
  const what = random.pick(MUTABLE);
  const by = random.int(0, 1);
  if (random.chance(0.4)) return { do: 'command', name: 'unmute', by, options: { what } };
  return { do: 'command', name: 'mute', by, options: { what, hours: 1 } };
}

const pushMain = (): Deed => ({ do: 'push main' });

function giving(random: Random): Deed {
  const by = random.chance(0.05) ? 2 : random.int(0, 1);
  return { do: 'give task', number: random.int(1, 3), agent: random.pick(AGENT_NAMES), by };
}

/** Somebody takes it from where it is to its end. */
function finished(random: Random): Deed[] {
  const number = random.int(1, 3);
  const approvals = random.shuffle(REVIEWERS).slice(0, random.int(1, 3));
  return [
    { do: 'change pull', number, change: 'ready' },
    ...approvals.map((by): Deed => ({ do: 'approve pull', number, by })),
  ];
}

function approving(random: Random): Deed {
  return { do: 'approve pull', number: random.int(1, 3), by: random.pick(REVIEWERS) };
}

function saying(random: Random): Extract<Deed, { do: 'comment' }> {
  return {
    do: 'comment',
    number: random.int(1, 4),
    on: random.pick(['issue', 'issue', 'pull request']),
    says: random.pick(['status', 'retry', 'retry', 'skip', 'skip', 'start', 'start', 'nonsense']),
    by: random.pick(['team', 'team', 'team', 'team', 'stranger', 'program']),
    isEdited: random.chance(0.08),
  };
}

/** Somebody asks to have a task skipped right when it is merged, or shipped. */
function tooLate(random: Random): Deed[] {
  const number = random.int(1, 2);
  const ready: Deed = { do: 'change pull', number, change: 'ready' };
  const merged: Deed = { do: 'change pull', number, change: 'merged' };
  const goes = random.pick([[ready, command('ship')(random)], [merged]]);
  return [...goes, { ...saying(random), number, on: 'issue', says: 'skip', by: 'team', isEdited: false }];
}

function pullDeed(random: Random): Deed {
  const change = random.chance(0.6) ? random.pick(['ready', 'merged'] as const) : random.pick(PULL_CHANGES);
  return { do: 'change pull', number: random.int(1, 2), change };
}

/** Somebody has a pull request ready for review, and hears of it. */
function workOnHead(random: Random): Deed[] {
  const number = random.int(1, 2);
  const said = some(random, 1, 4, () => ({ do: 'change pull', number, change: random.pick(HEAD_CHANGES) }));
  return [{ do: 'change pull', number, change: 'ready' }, ...said];
}

function some(random: Random, least: number, most: number, deed: (random: Random) => Deed): Deed[] {
  return Array.from({ length: random.int(least, most) }, () => deed(random));
}

/** Things that come in between, now and then. */
function odd(random: Random): Deed[] {
  if (random.chance(0.7)) return [];
  return [
    random.pick<Deed>([
      { do: 'send again' },
      { do: 'delete message', run: 0 },
      { do: 'poison', queue: random.pick(['dispatch', 'verify', 'poll', 'notify']) },
    ]),
  ];
}

/** People mostly speak of the run there is. */
const someRun = (random: Random): RunName => (random.chance(0.08) ? 'unknown' : 0);

/** What is asked for before, during and after a pause. Few tasks and deeds: what waits is asked about again and again. Those who are refused while it lasts ask once more. */
function opsDeeds(random: Random): Deed[] {
  const approved = [0, 1].map((by): Deed => ({ do: 'press', button: 'approve', by, run: 0 }));
  const [before, later] = random.chance(0.5) ? [approved, []] : [[], approved];
  return [
    { do: 'command', name: 'plan', by: 0, options: { limit: random.int(1, 2) } },
    ...before,
    { do: 'switch pause', isPaused: true },
    ...later,
    ...some(random, 1, 2, underPause),
    { do: 'switch pause', isPaused: false },
    ...later,
    ...some(random, 0, 1, underPause),
  ];
}

/** Often long enough for everybody to know of it. */
function inLongPause(random: Random, steps: readonly Step[]): Step[] {
  const began = steps.findIndex((step) => step.do === 'switch pause');
  return steps.map((step, index) =>
    index === began + 1 && random.chance(0.8) ? { ...step, afterMs: random.int(55_000, 150_000) } : step,
  );
}

function underPause(random: Random): Deed {
  const [deploy] = FOLLOW_DEEDS.deploy(random);
  return either(plan, approveDeed, shipDeed, pullDeed, () => deploy ?? plan(random))(random);
}

function plan(random: Random): Deed {
  const options = {
    ...(random.chance(0.2) && { label: random.pick(['ready', 'nobody-uses-this', 'later']) }),
    ...(random.chance(0.3) && { limit: random.int(1, 3) }),
  };
  return { do: 'command', name: 'plan', by: random.int(0, 1), options };
}

function command(name: 'approve' | 'ship' | 'status'): (random: Random) => Deed {
  return (random) => ({ do: 'command', name, by: random.int(0, 1), run: someRun(random) });
}

function choose(random: Random): Deed {
  const numbers = [1, 2, 3, 4].filter(() => random.chance(0.6));
  return { do: 'choose', numbers, by: random.int(0, 2), run: 0 };
}

function press(button: 'approve' | 'discard' | 'ship-anyway' | 'keep-going'): (random: Random) => Deed {
  return (random) => ({ do: 'press', button, by: random.int(0, 1), run: 0 });
}

const either =
  (...deeds: ((random: Random) => Deed)[]) =>
  (random: Random): Deed =>
    random.pick(deeds)(random);

const approveDeed = either(command('approve'), press('approve'));
const shipDeed = either(command('ship'), press('ship-anyway'), press('keep-going'), closing);
const doorDeed = either(forge, () => ({ do: 'send again' }), typing);
const helpDeed = either(help, help, typing);

function statusDeed(random: Random): Deed {
  if (random.chance(0.5)) return command('status')(random);
  return { do: 'command', name: 'status', by: random.int(0, 2), options: { count: random.int(1, 3) } };
}

function help(random: Random): Deed {
  const about = random.pick([undefined, 'plan', '/ship', 'nothing']);
  return { do: 'command', name: 'help', by: random.int(0, 2), options: about === undefined ? {} : { command: about } };
}

function typing(random: Random): Deed {
  return {
    do: 'type',
    name: 'approve',
    option: 'run_id',
    typed: random.pick(['', 'plan', 'zzz']),
    by: random.int(0, 2),
  };
}

function forge(random: Random): Deed {
  return { do: 'forge', how: random.pick(FORGERIES) };
}

function closing(random: Random): Deed {
  return {
    do: 'change issue',
    number: random.int(1, 3),
    change: random.pick(['closed', 'closed', 'closed as not planned']),
  };
}

/** What ingress takes: a comment of that kind has nothing in it. */
function telling(random: Random): Deed {
  const deed = issueDeed(random);
  return deed.do === 'change issue' && deed.change === 'commented' ? { ...deed, change: 'closed' } : deed;
}

function issueDeed(random: Random): Deed {
  return { do: 'change issue', number: random.int(1, 4), change: random.pick(ISSUE_CHANGES) };
}

function intending(random: Random): Deed {
  return { do: 'intend effects', effects: random.shuffle(EFFECT_NAMES).slice(0, random.int(1, 4)) };
}
