/** A dispatcher on fakes, spoken to the way its users speak: commands, presses, events; and what it would show. */
import { signAdmission, signMessage, ticketFor } from '@valine/admission';
import {
  type Admission,
  type ButtonPressed,
  DispatchMessage,
  type IssueChanged,
  type Message,
  type Notification,
  type Person,
  type QueueName,
  type Reply,
  type SignedMessage,
  TRUST,
} from '@valine/contracts';
import type { Issue } from '@valine/github';
import { parseBody, RetryLater } from '@valine/lambda-kit';
import type { LanguageModel } from '@valine/language-model';
import { type Plan, type RecordOf, type RecordStore, SET_UP_IDS, type Tracking } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import type { Resolver } from '@valine/safe-http';
import {
  buildIssue,
  countingStore,
  dispatcherParts,
  fakeDeviceFlow,
  fakeGitHub,
  fakeHooks,
  fakeRepository,
  manualClock,
  recordingLogger,
  recordingQueues,
} from '@valine/testing';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { readSwitches } from './operations/switches/switches.ts';
import type { AlarmState, DispatcherSettings, Interaction, QueueDepth, SeenLetter } from './ports.ts';
import { lateParts } from './test-late-parts.ts';

export const ADMISSION_KEY = 'a key of a test, long enough for it';

/** As ingress signs it. */
export function admitted<I extends Interaction>(message: I): I & { admission: Admission } {
  return signAdmission(ADMISSION_KEY, message, { guildId: '10', channelIds: [message.reply.channelId] });
}

export const ada: Person = { id: '1', name: 'Ada', roles: [] };
export const ben: Person = { id: '2', name: 'Ben', roles: [] };

export const ACCESS: DispatcherSettings['access'] = {
  ...{ STAGE: 'dev', ALLOWED_GUILD_IDS: ['10'], ALLOWED_CHANNEL_IDS: [], OPERATOR_ROLE_IDS: [] },
  ...{ ADMIN_USER_IDS: [], ADMIN_ROLE_IDS: [], ALLOW_SECRET_WRITES: false, COMMAND_ACCESS: {} },
};

const DEFAULTS: DispatcherSettings = {
  repository: 'acme/web',
  webOrigins: ['https://github.com'],
  access: ACCESS,
  commandsPerMinute: 20,
  pressesPerMinute: 60,
  approvalsRequired: 1,
  approverRoles: [],
  preventSelfApproval: false,
  planExpiresAfterMs: 86_400_000,
  opensPullRequests: false,
  taskAssignee: 'none',
  gitHubLogins: {},
  codingAgents: {},
  agentTasksAtOnce: 3,
  agentTasksPerDay: 20,
  agentTimeoutMs: 7_200_000,
  agentApprovals: 1,
  fourEyes: false,
  deployAfterShip: false,
  updatesBranches: false,
  mergeMethod: 'squash',
  deployWorkflow: 'client-deploy.yml',
  diagnoseWorkflow: 'diagnose-dispatch.yml',
  workflowRef: 'main',
  diagnoseTrigger: 'workflow_dispatch',
  stepPatterns: { Build: ['build'], 'S3 sync': ['s3 sync'], 'CF invalidation': ['invalidat'] },
  trackingTimeoutMs: 3_600_000,
  urlPolicy: { allowedDomains: [], safeLocal: false, trustedOrigins: [] },
  notificationRules: {},
  uxSections: {},
  uxUpdatesDisabled: false,
  frontendAs: 'variable',
  apiBaseAs: 'secret',
  languageModel: { isUsed: true, name: 'a-model', price: { input: 1, output: 4 }, maxDailyCostUsd: 10 },
};

/** Every name leads to the public address of an example; `gone.example.com` to none. */
function publicResolver(): Resolver {
  return {
    async resolve(hostname) {
      if (hostname === 'gone.example.com') throw new Error('ENOTFOUND');
      return [hostname === 'localhost' ? '127.0.0.1' : '93.184.215.14'];
    },
  };
}

type Options = Record<string, string | number | boolean>;

export type TestDispatcher = ReturnType<typeof testDispatcher>;

/** `hasApp`: a GitHub App with a device flow. */
export function testDispatcher(
  settings: Partial<DispatcherSettings> = {},
  issues: Issue[] = readyIssues(),
  { hasApp = false, languageModel }: { hasApp?: boolean; languageModel?: LanguageModel } = {},
) {
  const clock = manualClock();
  const repository = fakeRepository(clock);
  const kept = createMemoryStore(clock);
  const keys: Keys = { now: ADMISSION_KEY };
  const watched: Watched = { depths: [], alarms: [], letters: {} };
  const parts = {
    clock,
    writer: repository.writer,
    lookups: repository.lookups,
    actions: repository.actions,
    hooks: fakeHooks(clock).hooks,
    resolver: publicResolver(),
    ...lateParts,
    ...dispatcherParts,
    store: countingStore(kept),
    queues: recordingQueues(),
    ...readersOf(watched),
    github: fakeGitHub(...issues),
    logger: recordingLogger(),
    admissionKey: ADMISSION_KEY,
    languageModel,
    ...(hasApp && { deviceFlow: fakeDeviceFlow(repository.model, clock) }),
  };
  const ownSettings: DispatcherSettings = { ...DEFAULTS, access: { ...DEFAULTS.access }, ...settings };
  const dispatch = createDispatcher({ ...parts, admissionKey: keyReader(keys), settings: ownSettings });
  /** Just as it is, whoever has sent it. */
  const takeRaw = (message: DispatchMessage, waits = 0, receiveCount = 1) => dispatch(message, { waits, receiveCount });
  const take = async (message: DispatchMessage, ...how: number[]) => takeRaw(await asSent(kept, message), ...how);
  const messages = asker(clock);
  return {
    ...parts,
    switches: () => readSwitches(kept, parts.logger),
    settings: ownSettings,
    repository,
    keys,
    ...watched,
    take,
    takeRaw,
    takeBody: bodyTaker(dispatch),
    ...messages,
    /** Runs a command and says what its asker then reads. */
    async command(name: string, options: Options = {}, person = ada): Promise<string> {
      const request = messages.requested(name, options, person);
      await take(request);
      return shown(parts.queues.sent, `reply:${request.id}`);
    },
    async press(button: string, planId: string, person = ada, values?: string[]): Promise<string> {
      const press = messages.pressed(button, planId, person, { ...(values && { values }) });
      await take(press);
      return shown(parts.queues.sent, `reply:${press.id}`);
    },
    async planned(options: Options = {}): Promise<string> {
      await take(messages.requested('plan', options, ada));
      return (await newestPlan(parts.store)).id;
    },
    ...saidIn(parts.queues),
    ...storedIn(parts.store),
  };
}

async function newestPlan(store: Pick<RecordStore, 'listPlans'>) {
  const [plan] = await store.listPlans('open', 1);
  if (plan === undefined) throw new Error('no plan was stored');
  return plan;
}

/** As SQS and CloudWatch tell them. */
type Watched = { depths: QueueDepth[]; alarms: AlarmState[]; letters: Partial<Record<QueueName, SeenLetter[]>> };

function readersOf({ depths, alarms, letters }: Watched) {
  return {
    readQueueDepths: async () => [...depths],
    seeDeadLetters: async (queue: QueueName) => letters[queue] ?? [],
    readAlarms: async () => alarms,
    redrive: async () => void depths.splice(0),
  };
}

/** `stored`: what is read where the key is doubted. */
type Keys = { now: string; stored?: string };

function keyReader(keys: Keys) {
  return (isDoubted = false) => {
    keys.now = (isDoubted ? keys.stored : undefined) ?? keys.now;
    return keys.now;
  };
}

/** As a queue gives it, which another version may have written. */
function bodyTaker(dispatch: Dispatcher) {
  return async (body: object) => {
    const parsed = parseBody(DispatchMessage, JSON.stringify(body));
    if (!parsed.ok) throw new Error(parsed.problem);
    await dispatch(parsed.message, { waits: 0, receiveCount: 1, asSent: parsed.asSent });
  };
}

/** With what its sender adds for the dispatcher to know it; what the dispatcher has sent itself stays as it is. */
async function asSent(store: Pick<RecordStore, 'find'>, message: DispatchMessage): Promise<DispatchMessage> {
  if (message.type === 'tracking.observed') {
    const { ticket } = (await store.find('tracking', message.trackingId))?.stages[message.stage] ?? {};
    return { ...message, ...(ticket !== undefined && { ticket }) };
  }
  if (message.type === 'plan.observed') {
    const answers = 'a question';
    return { ...message, answers, ticket: ticketFor(ADMISSION_KEY, ['plan', message.planId, answers]) };
  }
  if (message.type === 'set-up.observed')
    return { ...message, ticket: ticketFor(ADMISSION_KEY, [SET_UP_IDS[message.area ?? 'github'], message.slot]) };
  const isSigned = TRUST[message.type] !== 'signature' || (message as SignedMessage).signature !== undefined;
  return isSigned ? message : signMessage(ADMISSION_KEY, message as SignedMessage);
}

function saidIn({ sent }: { sent: readonly { body: unknown }[] }) {
  const notifications = () => sent.map(({ body }) => body as Notification);
  return {
    /** What a message said when it was shown for the first time. */
    firstSaid(key: string): string {
      const [first] = notifications().filter((each) => each.key === key);
      return first === undefined ? '(nothing)' : textOf(first.message);
    },
    /** What was said in threads, oldest first. */
    threadLines(): string[] {
      const inThreads = notifications().filter(({ place }) => place?.in === 'thread');
      return inThreads.map(({ message }) => textOf(message));
    },
  };
}

/** Each throws where there is none. */
function storedIn(store: Pick<RecordStore, 'find'>) {
  async function get<K extends 'plan' | 'tracking'>(kind: K, id: string): Promise<RecordOf<K>> {
    const record = await store.find(kind, id);
    if (record === undefined) throw new Error(`there is no ${kind} ${id}`);
    return record;
  }
  return {
    plan: (planId: string): Promise<Plan> => get('plan', planId),
    tracking: (trackingId: string): Promise<Tracking> => get('tracking', trackingId),
  };
}

function readyIssues(): Issue[] {
  return [1, 2, 3].map((number) => buildIssue(number));
}

function asker(clock: { now(): number }) {
  let count = 100;
  const next = () => {
    count += 1;
    return String(count);
  };
  return {
    requested(command: string, options: Options = {}, person = ada) {
      const id = next();
      const requestedAt = clock.now();
      const reply = replyTo(id, requestedAt);
      return admitted({ type: 'command.requested', id, command, options, person, reply, requestedAt } as const);
    },
    /** `more`: what was chosen or written, and how fast. */
    pressed(
      button: string,
      argument: string,
      person = ada,
      more: Pick<ButtonPressed, 'values' | 'text' | 'isFast'> = {},
    ) {
      const id = next();
      const pressedAt = clock.now();
      const reply = replyTo(id, pressedAt);
      return admitted({ type: 'button.pressed', id, button, argument, ...more, person, reply, pressedAt } as const);
    },
    closed(number: number, stateReason = 'completed') {
      return issueEvent(next(), clock.now(), number, { action: 'closed', state: 'closed', stateReason });
    },
    issueChanged(number: number, change: IssueChange) {
      return issueEvent(next(), clock.now(), number, change);
    },
  };
}

type IssueChange = { action: string; state?: 'open' | 'closed'; stateReason?: string; labels?: string[] };

function issueEvent(id: string, receivedAt: number, number: number, change: IssueChange): IssueChanged {
  const { action, state = 'open', stateReason = null, labels = ['ready'] } = change;
  return {
    type: 'issue.changed',
    id: `delivery-${id}`,
    repository: 'acme/web',
    sender: 'grace',
    receivedAt,
    action,
    issue: { number, state, stateReason, title: `Issue ${number}`, labels },
  };
}

function replyTo(interactionId: string, now: number): Reply {
  return {
    interactionId,
    applicationId: '77',
    token: `token-${interactionId}`,
    tokenExpiresAt: now + 900_000,
    channelId: '500',
    private: false,
  };
}

/** What the newest revision of a message says, as text. */
export function shown(sent: readonly { body: unknown }[], key: string): string {
  const notifications = sent.map(({ body }) => body as Notification).filter((each) => each.key === key);
  const newest = notifications.toSorted((a, b) => b.revision - a.revision)[0];
  return newest === undefined ? '(nothing)' : textOf(newest.message);
}

export function textOf({ content, card, buttons = [], links = [] }: Message): string {
  const cardLines =
    card === undefined ? [] : [card.title, ...card.lines, ...(card.footer === undefined ? [] : [card.footer])];
  const row = [
    ...buttons.map(({ label }) => `[ ${label} ]`),
    ...links.map(({ label, url }) => `[ ${label} ↗ ](${url})`),
  ];
  const buttonLine = row.length === 0 ? [] : [row.join(' ')];
  return [...(content === undefined ? [] : [content]), ...cardLines, ...buttonLine].join('\n');
}

/** Has the dispatcher take a message, waiting as long as it is told to. */
export async function takeInTime(
  { take, clock }: Pick<TestDispatcher, 'take' | 'clock'>,
  message: DispatchMessage,
): Promise<void> {
  for (let waits = 0; waits < 50; waits += 1) {
    try {
      return await take(message, waits);
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      clock.advance(error.afterSeconds * 1000);
    }
  }
  throw new Error(`${message.type} never came to an end`);
}
