/** The four services on queues and a store in memory: the very code that Lambda runs, without Lambda. */
import { DispatchMessage, Notification, VerifyMessage, verifierQueueOf } from '@valine/contracts';
import { createInteractionVerifier, type Discord } from '@valine/discord';
import { createDispatcher, type DispatcherPorts, type DispatcherSettings, lateParts } from '@valine/dispatcher';
import { createWebhookVerifier, type GitHubConnection } from '@valine/github';
import type { DeviceFlow } from '@valine/github/device-flow';
import { createIngress } from '@valine/ingress';
import { createWorker } from '@valine/lambda-kit';
import { createNotifier, versionOf } from '@valine/notifier';
import { createMemoryStore } from '@valine/records/memory';
import type { Probe, Resolver } from '@valine/safe-http';
import type { ServiceName } from '@valine/settings';
import {
  allowedStore,
  dispatcherParts,
  fakeSetUp,
  type ManualClock,
  memoryQueues,
  recordingLogger,
} from '@valine/testing';
import { createVerifier } from '@valine/verifier';
import { inspectRun } from '@valine/verifier/inspection';
import type { InspectionSettings } from '@valine/verifier/inspection-ports';

export type Outside = GitHubConnection & {
  clock: ManualClock;
  discord: Discord;
  probe: Probe;
  resolver: Resolver;
  deviceFlow?: DeviceFlow;
  hooks: DispatcherPorts['hooks'];
  publicKey: string;
  webhookSecret: string;
  settings: DispatcherSettings;
  inspection: InspectionSettings;
  /** How long the verifier may look into a run, where that is less than its function lives. */
  inspectionMs: number | undefined;
};

export const ADMISSION_KEY = 'a key of a story, long enough for it';

export function openServices(outside: Outside) {
  const { clock, discord } = outside;
  const store = createMemoryStore(clock);
  const queues = memoryQueues(clock);
  const logger = recordingLogger();
  const parts = { ...outside, store, queues, logger, admissionKey: () => ADMISSION_KEY };
  const storeOf = (service: ServiceName) => ({ store: allowedStore(store, service) });
  const dispatch = createDispatcher({
    ...parts,
    ...storeOf('dispatcher'),
    ...lateParts,
    ...dispatcherParts,
  });
  const verify = openVerifier({ ...parts, ...storeOf('verifier') });
  const notifier = createNotifier({
    ...{ ...storeOf('notifier'), discord, queues, clock, logger },
    setUp: async () => fakeSetUp(outside.settings.repository),
  });
  const common = { queues, clock, logger };

  queues.attach(
    'dispatch',
    createWorker({
      ...common,
      queue: 'dispatch',
      schema: DispatchMessage,
      handle: ({ message, context }) => dispatch(message, context),
    }),
  );
  const verifier = createWorker({
    ...common,
    queue: verifierQueueOf,
    schema: VerifyMessage,
    handle: ({ message, context }) => verify(message, context),
  });
  for (const queue of ['verify', 'poll'] as const) queues.attach(queue, verifier);
  queues.attach(
    'notify',
    createWorker({
      ...common,
      queue: 'notify',
      fifo: true,
      changeVisibility: queues.changeVisibility,
      schema: Notification,
      handle: ({ message }) => notifier.handle(message),
      versionOf,
    }),
  );
  return { store, queues, logger, ingress: openIngress({ ...parts, ...storeOf('ingress') }) };
}

type Parts = Outside & {
  store: ReturnType<typeof createMemoryStore>;
  queues: ReturnType<typeof memoryQueues>;
  logger: ReturnType<typeof recordingLogger>;
};

function openVerifier(parts: Parts) {
  const { repository, deployWorkflow, diagnoseWorkflow } = parts.settings;
  const { inspectionMs } = parts;
  const inspection = { ...parts, settings: parts.inspection };
  return createVerifier({
    ...parts,
    repository,
    workflows: [deployWorkflow, diagnoseWorkflow],
    setUp: async () => fakeSetUp(repository),
    inspect: (tracking, run, millisecondsLeft, mayComeBack) =>
      inspectRun(inspection, tracking, run, () => inspectionMs ?? millisecondsLeft(), mayComeBack),
  });
}

function openIngress({ store, queues, clock, logger, ...outside }: Parts) {
  return createIngress({
    queues,
    clock,
    logger,
    runs: store,
    admissionKey: () => ADMISSION_KEY,
    verifyInteraction: createInteractionVerifier(outside.publicKey),
    verifyWebhook: createWebhookVerifier(outside.webhookSecret),
    settings: {
      GITHUB_REPOSITORY: outside.settings.repository,
      ...outside.settings.access,
      COMMANDS_PER_MINUTE: outside.settings.commandsPerMinute,
      PRESSES_PER_MINUTE: outside.settings.pressesPerMinute,
      UX_SECTIONS: {},
    },
  });
}
