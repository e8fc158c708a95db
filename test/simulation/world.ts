/** One world: the services, the platforms, the people, and whoever watches them. */
import { openIssue } from '@valine/github-model';
import { planId, type RecordStore } from '@valine/records';
import type { ServiceName } from '@valine/settings';
import { allowedStore, buildIssue, type FakeSetUp, fakeSetUp } from '@valine/testing';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { deepFreeze } from './engine/deep-freeze.ts';
import { createEngine, type Engine, type EngineOptions, WORLD_BEGINS } from './engine/engine.ts';
import { createInstances } from './engine/instances.ts';
import type { Invocation } from './engine/invocations.ts';
import { checkApproved, checkAtOnce } from './invariants/github/agents-at-work.ts';
import { checkFourEyes } from './invariants/identity/four-eyes.ts';
import { createIdentityCheck, type OfIdentity } from './invariants/identity/written.ts';
import { checkAlarmIsSeen } from './invariants/operation/alarms.ts';
import { pauseIn } from './invariants/operation/paused.ts';
import { createWatch, type Written } from './invariants/watch.ts';
import { type AskedValue, rotateSecretKey } from './people/admins/values.ts';
import { CODEX_WORKFLOW, PROGRAMS } from './people/agents/agents-of-team.ts';
import type { Blocked } from './people/blocked.ts';
import { FEW_ISSUES } from './people/days/larger-day.ts';
import { createDiscordPeople, type DiscordPeople } from './people/discord-people.ts';
import type { Scenario } from './people/families.ts';
import { createSimAgents, type SimAgents } from './people/github/agents.ts';
import { createGitHubPeople, type GitHubPeople } from './people/github/github-people.ts';
import { addSite } from './people/github/site.ts';
import { newLinkBook } from './people/identity/link-deeds.ts';
import { CHANNEL_ID } from './people/interaction-body.ts';
import { type AlarmTurn, alarmsOf, noAlarms } from './people/outage/alarms.ts';
import { createSignatures, type Signatures } from './people/signatures.ts';
import { createSimDiscord, type SimDiscord } from './platforms/discord/sim-discord.ts';
import { createDoor, type Door } from './platforms/door.ts';
import { addEarlierRuns } from './platforms/github/actions/earlier-runs.ts';
import { createDeliveries, type Webhooks } from './platforms/github/deliveries.ts';
import { createMergeQueue, type MergeQueue } from './platforms/github/merge-queue.ts';
import { prohibit } from './platforms/github/prohibit.ts';
import { createSimGitHub, type SimGitHub } from './platforms/github/sim-github.ts';
import type { RepositoryOptions } from './platforms/github/sim-repository.ts';
import { createSimQueues, type SimQueues } from './platforms/sim-queues.ts';
import { createSimStore, type SimStore } from './platforms/sim-store.ts';
import { createSimWeb, type SimWeb } from './platforms/web/sim-web.ts';
import type { Ports, Services } from './services.ts';
import { dispatcherSettings, INSPECTION, REPOSITORY } from './settings.ts';

/** More than a world of a few issues needs. */
const MOST_EVENTS = 60_000;

export type WorldOptions = Omit<EngineOptions, 'mostEvents'> & {
  services: Services;
  scenario: Omit<Scenario, 'steps'>;
};

export type World = OfIdentity &
  Webhooks & {
    engine: Engine;
    store: SimStore;
    queues: SimQueues;
    discord: SimDiscord;
    github: SimGitHub;
    web: SimWeb;
    /** How GitHub is set up, for who looks at it. */
    setUp: FakeSetUp;
    door: Door;
    signatures: Signatures;
    chronicle: Chronicle;
    discordPeople: DiscordPeople;
    gitHubPeople: GitHubPeople;
    blocked: Blocked;
    /** Whether tasks have pull requests. */
    opensPullRequests: boolean;
    /** What becomes of branches that are behind, where they have to be up to date; or whether `main` has a merge queue. */
    branches: Scenario['branches'];
    /** Coding agents of the team, where it has some. */
    agents: SimAgents | undefined;
    swept: Scenario['swept'];
    /** What has happened to the alarms of CloudWatch, the oldest first. */
    alarms: AlarmTurn[];
    /** Interaction ids of every `/plan`, in order. */
    plans: string[];
    /** Ids of what `/deploy-client`, `/diagnose`, `/verify-latest` and `/verify-run` have followed, in order. */
    trackings: string[];
    /** Ids of what `/ux-update` has proposed, in order. */
    changes: string[];
    /** What was asked to be set, in order. */
    askedValues: AskedValue[];
    /** Who meant to confirm which. */
    confirmed: { changeId: string; personId: string }[];
  };

/** Signing and checking for real costs as much as a tenth of a world, so one in sixteen does. */
const REAL_SIGNATURES_EVERY = 16;

export function createWorld(options: WorldOptions): World {
  const engine = createEngine({ ...options, mostEvents: mostEventsOf(options.scenario) });
  const chronicle = createChronicle();
  const watch = createWatch(engine, chronicle);
  const store = createSimStore(engine, watch.store);
  const queues = createSimQueues(engine, watch.queues);
  const discord = createSimDiscord(engine, watch.discord, options.scenario.closed);
  const signatures = createSignatures(options.seed % REAL_SIGNATURES_EVERY === 0);
  const door = createDoor(engine, (by) => ingressOf(by), watch.door);
  const webhooks = createDeliveries({ engine, door, signatures }, options.scenario.swept);
  const { outside, blocked, opensPullRequests, branches, identity = NO_IDENTITY, reminders } = options.scenario;
  const ofIdentity = { links: newLinkBook(), turns: new Map(), reminded: new Map(), reminders, ...identity };
  const github = createSimGitHub(engine, {
    name: REPOSITORY,
    ...webhooks,
    outside,
    blocked,
    ...heardBy(() => ({ engine, store, github, people: gitHubPeople, queue, agents, ...ofIdentity }), options.scenario),
  });
  const web = createSimWeb(engine, outside);
  watch.lookup({ store, queues });
  const settings = deepFreeze(dispatcherSettings(options.scenario));
  const portsOf =
    (service: ServiceName) =>
    (by: Invocation): Ports => ({
      clock: engine.timeline,
      logger: watch.logger,
      parse: engine.bodies.parse,
      store: recordsFor(options, service, engine)(store.portOf(by)),
      ...splitQueues(queues.portOf(by)),
      github: github.portOf(by),
      ...github.portsOf(by),
      discord: discord.portOf(by),
      ...web.portsOf(by),
      settings,
      inspection: INSPECTION,
      ...{ setUp: parts.setUp, readAlarms: async () => alarmsOf(parts.alarms) },
      fallbackChannelId: CHANNEL_ID,
      verifyInteraction: signatures.verifyInteraction,
      verifyWebhook: signatures.verifyWebhook,
    });
  const ingressOf = createInstances(engine, portsOf('ingress'), options.services.ingress);
  for (const queue of ['dispatch', 'verify', 'poll', 'notify'] as const) {
    const [part, service] = WORKERS[queue];
    queues.attach(queue, createInstances(engine, portsOf(service), options.services[part]));
  }
  prepare(github, options.scenario);
  const gitHubPeople = createGitHubPeople({ engine, github, announce: webhooks.announce, repository: REPOSITORY });
  const around = { engine, github, announce: webhooks.announce, repository: REPOSITORY, people: gitHubPeople };
  const queue = createMergeQueue({ ...around, isWell: outside === 'well' });
  const agents = bringAgents(around, options);
  const platforms = { discord, github, web, door, setUp: fakeSetUp(REPOSITORY), alarms: noAlarms() };
  const parts = { engine, store, queues, ...platforms, signatures, chronicle, plans: [], trackings: [] };
  watch.written(checksOf({ ...parts, agents }, ofIdentity));
  return {
    ...parts,
    ...ofIdentity,
    ...webhooks,
    changes: [],
    confirmed: [],
    askedValues: [],
    ...{ agents, blocked, opensPullRequests, branches, swept: options.scenario.swept },
    discordPeople: createDiscordPeople(parts),
    gitHubPeople,
  };
}

const NO_IDENTITY = { hasApp: false, fourEyes: false, twoAccounts: false };

/** At each write of a record. */
function checksOf(around: Pick<World, 'engine' | 'store' | 'agents' | 'alarms' | 'github'>, of: OfIdentity): Written {
  const checkIdentity = createIdentityCheck(around, of);
  return (previous, written) => {
    checkAtOnce(around, written);
    checkIdentity(previous, written);
    if (written.kind === 'sweep') checkAlarmIsSeen(around, previous?.kind === 'sweep' ? previous : undefined, written);
  };
}

/** What IAM allows is about services that keep our records. */
function recordsFor({ services }: WorldOptions, service: ServiceName, engine: Engine) {
  return (store: RecordStore) =>
    services.mayUseAllRecords ? store : allowedStore(store, service, (what) => engine.report('what IAM allows', what));
}

const WORKERS = {
  dispatch: ['dispatch', 'dispatcher'],
  verify: ['verify', 'verifier'],
  poll: ['verify', 'verifier'],
  notify: ['notify', 'notifier'],
} as const;

/** What is there when the world begins. */
function prepare(
  github: SimGitHub,
  { issues, earlierRuns, prohibits, branches, hasSite }: WorldOptions['scenario'],
): void {
  openIssues(github, issues);
  addEarlierRuns(github, earlierRuns);
  prohibit(github.repository, prohibits);
  protectMain(github, branches);
  rotateSecretKey(github.repository.model);
  if (hasSite) addSite(github.repository.model, WORLD_BEGINS);
}

/** What we do on GitHub reaches people, who are there once everything is. */
function heardBy(
  around: () => Pick<World, 'engine' | 'store' | 'github' | 'agents' | 'fourEyes'> & {
    people: GitHubPeople;
    queue: MergeQueue;
  },
  { opensPullRequests, keyChanges, identity }: Pick<Scenario, 'opensPullRequests' | 'keyChanges' | 'identity'>,
): Pick<
  RepositoryOptions,
  'merged' | 'updated' | 'enqueued' | 'push' | 'relabelled' | 'agents' | 'rotateKey' | 'hasApp' | 'pausedSince'
> {
  return {
    hasApp: identity?.hasApp,
    pausedSince: () => pauseIn(around().store),
    ...(keyChanges && { rotateKey: () => rotateSecretKey(around().github.repository.model) }),
    agents: () => around().agents,
    merged(number) {
      checkApproved(around(), number);
      checkFourEyes(around(), number);
      around().people.tellMerged(number);
    },
    updated: (number) => around().people.tellUpdated(number),
    enqueued(number) {
      checkApproved(around(), number);
      around().queue.enqueued(number);
    },
    push: (number) => around().people.push(number),
    relabelled(number, label, isOn) {
      // By the others no plan of these worlds is made.
      if (!opensPullRequests || label !== 'ready') return;
      around().people.change(number, isOn ? 'label added' : 'label removed');
    },
  };
}

/** One of them is a workflow, and one a program that is not named as one. */
function bringAgents(
  parts: Parameters<typeof createSimAgents>[0],
  { scenario: { agents } }: Pick<WorldOptions, 'scenario'>,
): SimAgents | undefined {
  if (agents === undefined) return undefined;
  const { model, workflows } = parts.github.repository;
  workflows.set(CODEX_WORKFLOW, { file: CODEX_WORKFLOW, name: 'Codex', listensTo: [] });
  model.programs = PROGRAMS;
  return createSimAgents(parts, agents);
}

function protectMain({ repository: { model } }: SimGitHub, branches: Scenario['branches']): void {
  if (branches === undefined) return;
  const asked = branches === 'queued' ? { mergeQueue: true } : { upToDate: true };
  model.protections['main'] = { requiredChecks: [], requiredApprovals: 0, ...asked };
}

function mostEventsOf({ issues, identity, swept }: Pick<Scenario, 'issues' | 'identity' | 'swept'>): number {
  return issues > FEW_ISSUES || identity?.fourEyes || swept !== undefined ? 5 * MOST_EVENTS : MOST_EVENTS;
}

/** Some are there already. */
function openIssues({ issues, repository: { model } }: SimGitHub, count: number): void {
  for (let number = 1; number <= count; number += 1) {
    issues.put(buildIssue(number), WORLD_BEGINS - 3_600_000 + number);
    if (model.issues.every((each) => each.number !== number))
      openIssue(model, { id: number, number, title: `Issue ${number}`, author: 'ada', at: WORLD_BEGINS });
  }
}

function splitQueues({ send, changeVisibility }: ReturnType<SimQueues['portOf']>) {
  return { queues: { send }, changeVisibility };
}

/** The id of the run that the n-th `/plan` makes; of one that there is not otherwise. */
export function planIdOf({ plans }: Pick<World, 'plans'>, run: number | 'unknown'): string {
  const interaction = run === 'unknown' ? undefined : plans[run];
  return interaction === undefined ? 'plan-0000000000' : planId(interaction);
}
