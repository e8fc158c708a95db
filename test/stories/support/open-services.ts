/** The four services on queues and a store in memory: the very code that Lambda runs, without Lambda. */
import { DispatchMessage, Notification, VerifyMessage } from '@valine/contracts';
import { createInteractionVerifier, type Discord } from '@valine/discord';
import { createDispatcher, type DispatcherSettings } from '@valine/dispatcher';
import { createWebhookVerifier, type GitHubConnection } from '@valine/github';
import { createIngress } from '@valine/ingress';
import { createWorker } from '@valine/lambda-kit';
import { createNotifier } from '@valine/notifier';
import { createMemoryStore } from '@valine/runs/memory';
import { type ManualClock, memoryQueues, recordingLogger } from '@valine/testing';
import { createVerifier } from '@valine/verifier';

export type Outside = GitHubConnection & {
  clock: ManualClock;
  discord: Discord;
  repository: string;
  publicKey: string;
  webhookSecret: string;
  operatorRoles: string[];
  settings: Partial<DispatcherSettings>;
};

export function openServices(outside: Outside) {
  const { clock, discord, github, looks, writer, repository } = outside;
  const store = createMemoryStore(clock);
  const queues = memoryQueues(clock);
  const logger = recordingLogger();
  const parts = { store, queues, clock, logger, github };
  const settings = { repository, approvalsRequired: 1, preventSelfApproval: false, ...outside.settings };
  const dispatch = createDispatcher({ ...parts, looks, writer, settings });
  const verify = createVerifier({ ...parts, repository });
  const notifier = createNotifier({ store, discord, clock, logger });
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
  queues.attach(
    'verify',
    createWorker({
      ...common,
      queue: 'verify',
      schema: VerifyMessage,
      handle: ({ message, context }) => verify(message, context),
    }),
  );
  queues.attach(
    'notify',
    createWorker({
      ...common,
      queue: 'notify',
      fifo: true,
      changeVisibility: queues.changeVisibility,
      schema: Notification,
      handle: ({ message }) => notifier.handle(message),
    }),
  );
  return { store, queues, logger, ingress: openIngress(outside, parts) };
}

type IngressParts = Pick<Parameters<typeof createIngress>[0], 'queues' | 'clock' | 'logger'> & {
  store: ReturnType<typeof createMemoryStore>;
};

function openIngress(outside: Outside, { store, queues, clock, logger }: IngressParts) {
  return createIngress({
    queues,
    clock,
    logger,
    runs: store,
    verifyInteraction: createInteractionVerifier(outside.publicKey),
    verifyWebhook: createWebhookVerifier(outside.webhookSecret),
    settings: {
      GITHUB_REPOSITORY: outside.repository,
      OPERATOR_ROLE_IDS: outside.operatorRoles,
      ALLOWED_GUILD_IDS: [],
      ALLOWED_CHANNEL_IDS: [],
    },
  });
}
