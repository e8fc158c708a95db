/** The repository as effects change it: the one in memory, behind GitHub's bad days. */
import type { DispatcherPorts } from '@valine/dispatcher';
import {
  type GitHubActions,
  GitHubError,
  type GitHubErrorDetails,
  type GitHubLookups,
  type GitHubWriter,
} from '@valine/github';
import type { DeviceFlow } from '@valine/github/device-flow';
import { getIssue, isEmptyPull, pullRequests } from '@valine/github-model';
import { type FakeHooks, type FakeRepository, fakeDeviceFlow, fakeRepository } from '@valine/testing';
import type { Engine } from '../../engine/engine.ts';
import { type Invocation, type PortFaultEffect, TIMEOUT_MS } from '../../engine/invocations.ts';
import type { CallFault } from '../../faults.ts';
import { createBranchCheck } from '../../invariants/github/deleted-branches.ts';
import { createGitHubLimits, type GitHubLimits, onlyForDispatcher } from '../../invariants/github/github-limits.ts';
import { watchingPause } from '../../invariants/operation/paused.ts';
import type { Outside } from '../outside.ts';
import { laggingActions, laggingLookups } from './actions/lagging-reads.ts';
import { createSimWorkflows, type SimWorkflows } from './actions/sim-workflows.ts';
import type { Announce } from './deliveries.ts';

export type SimRepository = {
  workflows: SimWorkflows;
  /** The port, as one invocation has it. */
  portsOf(invocation: Invocation): {
    writer: GitHubWriter;
    lookups: GitHubLookups;
    actions: GitHubActions;
    /** Where an App of ours has one. */
    deviceFlow: DeviceFlow | undefined;
    hooks: DispatcherPorts['hooks'];
  };
  /** What there is, without faults. */
  repository: FakeRepository;
};

/** Counted: it takes five. */
const UNPACKING_TURNS = 8;

/** Told of a Retry-After. */
type Limited = (seconds: number) => void;
type Faults = Partial<Record<CallFault, PortFaultEffect>>;

/** Coding agents, as they hear of what we have done on GitHub. */
export type ToldAgents = {
  commented(number: number, body: string): void;
  assigned(number: number, login: string): void;
  unassigned(number: number): void;
  dispatched(workflow: string, inputs: Readonly<Record<string, string>>): void;
};

/** `name`: `owner/name`. `outside`: what its workflow runs do. */
export type RepositoryOptions = {
  name: string;
  announce: Announce;
  outside: Outside;
  /** Told of an issue whose label we have put on, or taken off: GitHub tells everybody. */
  relabelled(number: number, label: string, isOn: boolean): void;
  /** Told of a pull request that we have merged. */
  merged(number: number): void;
  /** Told of a pull request whose branch we have brought up to date. */
  updated(number: number): void;
  /** Told of a pull request that we have put into the merge queue. */
  enqueued(number: number): void;
  /** Told of what may have a coding agent begin, or stop. */
  agents(): ToldAgents | undefined;
  /** Has GitHub change its key for secrets when one is just being set; where it never does, absent. */
  rotateKey?: (() => void) | undefined;
  /** Since when everything is paused, where it is. */
  pausedSince(): number | undefined;
  /** Whether GitHub tells by a code who has an account. */
  hasApp?: boolean | undefined;
  /** GitHub's log of the deliveries of our webhook. */
  missed: FakeHooks;
  /** Has somebody push to the branch of a pull request. */
  push(number: number): void;
};

export function createSimRepository(engine: Engine, options: RepositoryOptions): SimRepository {
  const repository = fakeRepository(engine.timeline);
  repository.push('The first');
  repository.model.collaborators = { eve: 'read' };
  const workflows = createSimWorkflows({ engine, repository, ...options });
  const limits = createGitHubLimits(engine.report, engine.timeline.now);
  const removeLabel: GitHubWriter['removeLabel'] = async (number, label) => {
    options.relabelled(number, label, false);
    await repository.writer.removeLabel(number, label);
  };
  const addLabels: GitHubWriter['addLabels'] = async (number, labels) => {
    for (const label of labels) options.relabelled(number, label, true);
    await repository.writer.addLabels(number, labels);
  };
  const moves = (when: string, call = 'mergePullRequest') =>
    engine.faults.happens('head-moves', `github.${call}, ${when}`);
  const mergePullRequest: GitHubWriter['mergePullRequest'] = async (number, ...given) => {
    if (moves('before')) options.push(number);
    const pull = pullRequests(repository.model).find((each) => each.number === number);
    const isEmpty = pull !== undefined && isEmptyPull(repository.model, pull);
    const merged = await repository.writer.mergePullRequest(number, ...given);
    if (isEmpty) engine.report('nothing is merged that changes nothing', `#${number}`);
    options.merged(number);
    if (moves('after')) options.push(number);
    return merged;
  };
  const updateBranch: GitHubWriter['updateBranch'] = async (number, ...given) => {
    if (moves('before', 'updateBranch')) options.push(number);
    await repository.writer.updateBranch(number, ...given);
    options.updated(number);
    if (moves('after', 'updateBranch')) options.push(number);
  };
  const enqueuePullRequest: GitHubWriter['enqueuePullRequest'] = async (nodeId, ...given) => {
    const number = repository.pulls.find((pull) => pull.nodeId === nodeId)?.number ?? 0;
    if (moves('before', 'enqueuePullRequest')) options.push(number);
    await repository.writer.enqueuePullRequest(nodeId, ...given);
    options.enqueued(number);
    if (moves('after', 'enqueuePullRequest')) options.push(number);
  };
  const branches = createBranchCheck(engine.report, repository.model);
  const deleteBranch: GitHubWriter['deleteBranch'] = async (name) => {
    branches.deleted(name);
    await repository.writer.deleteBranch(name);
  };
  const told = { ...tellingAgents(repository, options.agents), ...changingKeys(engine, repository, options) };
  const changed = { ...told, removeLabel, addLabels, mergePullRequest, updateBranch, enqueuePullRequest, deleteBranch };
  const writer = { ...repository.writer, cancelWorkflowRun: workflows.cancel, ...changed };
  const findBranch: GitHubLookups['findBranch'] = async (name) =>
    branches.seen(name, await repository.lookups.findBranch(name));
  const lookups = laggingLookups({ ...repository.lookups, findBranch }, workflows.history, () =>
    asOf(engine, 'github.lookups'),
  );
  const actions = laggingActions(repository.actions, workflows.history, () => asOf(engine, 'github.actions'));
  const devices = options.hasApp ? patientDevices(repository, engine) : undefined;
  const made = noticed(workflows);
  return {
    repository,
    workflows,
    portsOf: (by) => ({
      writer: watched(engine, by, options, throughPort({ engine, by, limits }, writer, writingFaults, made)),
      lookups: throughPort({ engine, by, limits }, lookups, readingFaults, (found) => listed(engine, found)),
      deviceFlow: devices && throughPort({ engine, by, limits }, devices, readingFaults, (found) => found),
      hooks: missedHooks({ engine, by, limits }, options.missed),
      actions: unpacking(
        engine,
        throughPort({ engine, by, limits }, actions, readingFaults, (found) => found),
      ),
    }),
  };
}

function watched(
  engine: Engine,
  by: Invocation,
  { pausedSince }: Pick<RepositoryOptions, 'pausedSince'>,
  writer: GitHubWriter,
): GitHubWriter {
  return onlyForDispatcher(engine.report, by, watchingPause(engine, writer, pausedSince));
}

function missedHooks(around: Around, { hooks: { webhookUrl, connect } }: FakeHooks) {
  return { webhookUrl, connect: async () => throughPort(around, await connect(), hookFaults, (found) => found) };
}

function noticed(workflows: SimWorkflows) {
  return (answer: unknown) => {
    workflows.notice();
    return answer;
  };
}

/** GitHub says how often it may be asked; every five seconds for a quarter of an hour tells nothing more, and takes long to watch. */
const ASKED_EVERY_SECONDS = 45;

function patientDevices({ model }: FakeRepository, { timeline }: Engine): DeviceFlow {
  const devices = fakeDeviceFlow(model, timeline);
  return {
    ...devices,
    async begin() {
      const code = await devices.begin();
      Object.assign(model.devices?.at(-1) ?? {}, { intervalSeconds: ASKED_EVERY_SECONDS });
      return { ...code, intervalSeconds: ASKED_EVERY_SECONDS };
    },
  };
}

/** Nobody is told that the key is another one now: only who sets a secret finds out. */
function changingKeys(
  { faults }: Engine,
  { writer }: FakeRepository,
  { rotateKey }: Pick<RepositoryOptions, 'rotateKey'>,
): Pick<GitHubWriter, 'setSecret'> {
  return {
    async setSecret(...given) {
      if (rotateKey !== undefined && faults.happens('head-moves', 'github.setSecret, before')) rotateKey();
      await writer.setSecret(...given);
    },
  };
}

type Telling = Pick<GitHubWriter, 'createComment' | 'addAssignee' | 'removeAssignee' | 'dispatchWorkflow'>;

/** Agents hear of it as GitHub tells them: once it is done. */
function tellingAgents({ writer, model }: FakeRepository, agents: RepositoryOptions['agents']): Telling {
  return {
    async createComment(number, body) {
      const made = await writer.createComment(number, body);
      agents()?.commented(number, body);
      return made;
    },
    async addAssignee(number, login, ...more) {
      const wasAssigned = getIssue(model, number).assignees.includes(login);
      const made = await writer.addAssignee(number, login, ...more);
      if (made.isAssigned && !wasAssigned) agents()?.assigned(number, login);
      return made;
    },
    async removeAssignee(number, login) {
      await writer.removeAssignee(number, login);
      agents()?.unassigned(number);
    },
    async dispatchWorkflow(workflow, ref, inputs) {
      const made = await writer.dispatchWorkflow(workflow, ref, inputs);
      agents()?.dispatched(workflow, inputs);
      return made;
    },
  };
}

/** Unpacking takes turns of the real loop, and no virtual time. */
function unpacking({ timeline }: Engine, actions: GitHubActions): GitHubActions {
  const downloadArtifact: GitHubActions['downloadArtifact'] = async (...given) => {
    const download = await actions.downloadArtifact(...given);
    timeline.takeTurns(UNPACKING_TURNS);
    return download;
  };
  return new Proxy(actions, {
    get: (target, name, receiver) =>
      name === 'downloadArtifact' ? downloadArtifact : Reflect.get(target, name, receiver),
  });
}

type Around = { engine: Engine; by: Invocation; limits: GitHubLimits };

/** Every method of `port`, as a call that may meet a fault. */
function throughPort<Port extends object>(
  { engine, by, limits }: Around,
  port: Port,
  faultsOf: (engine: Engine, operation: string, limited: Limited) => Faults,
  seen: (answer: unknown) => unknown,
): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      const operation = String(name);
      return (...given: unknown[]) => {
        const call = `${operation} ${JSON.stringify(given)}`;
        if (by.alive) limits.called(call);
        return engine.invocations.call<unknown>(by, {
          operation: `github.${operation}`,
          detail: () => call.slice(operation.length + 1, 200),
          act: async () => seen(await method(...given)),
          latencyMs: [60, 900],
          faults: faultsOf(engine, operation, (seconds) => limits.limited(call, by, seconds)),
          frozen: () => new GitHubError({ operation, reason: 'unavailable' }),
        });
      };
    },
  });
}

/** Lists lag by up to 10 s; what is looked up by its name does not. */
function listed(engine: Engine, found: unknown): unknown {
  if (!Array.isArray(found)) return found;
  const shownUntil = asOf(engine, 'github.lookups');
  return found.filter(({ createdAt = 0 }: { createdAt?: number }) => createdAt <= shownUntil);
}

function asOf({ faults, timeline, random }: Engine, where: string): number {
  return timeline.now() - (faults.happens('list-lag', where) ? random.int(0, 10_000) : 0);
}

function fails(operation: string, details: Omit<GitHubErrorDetails, 'operation'>, afterMs?: number): PortFaultEffect {
  const error = () => new GitHubError({ operation, ...details });
  return { acts: 'not', error, ...(afterMs === undefined ? {} : { afterMs }) };
}

export function readingFaults({ random }: Engine, operation: string, limited: Limited = () => {}): Faults {
  return {
    refused: fails(operation, { reason: 'unavailable', status: 500 }),
    'no-answer': fails(operation, { reason: 'unavailable' }, TIMEOUT_MS),
    'not-found': fails(operation, { reason: 'not_found', status: 404 }),
    unauthorized: fails(operation, { reason: 'unauthorized', status: 401 }),
    'rate-limited': {
      acts: 'not',
      error() {
        const retryAfterSeconds = random.int(1, 90);
        limited(retryAfterSeconds);
        return new GitHubError({ operation, reason: 'rate_limited', status: 429, retryAfterSeconds });
      },
    },
  };
}

/** Of a delivery, GitHub is asked to send it again; all else there reads. */
function hookFaults(engine: Engine, operation: string, limited: Limited): Faults {
  return operation === 'redeliver'
    ? writingFaults(engine, operation, limited)
    : readingFaults(engine, operation, limited);
}

function writingFaults(engine: Engine, operation: string, limited: Limited): Faults {
  const outage = fails(operation, { reason: 'unavailable', status: 502 });
  const silence = fails(operation, { reason: 'unavailable' }, TIMEOUT_MS);
  return {
    ...readingFaults(engine, operation, limited),
    'refused-after': { ...outage, acts: 'now' },
    'lost-answer': { ...silence, acts: 'now' },
    late: { ...silence, acts: 'late' },
  };
}
