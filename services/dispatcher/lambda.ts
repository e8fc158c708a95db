/** The dispatcher as a Lambda function behind the dispatch queue. */
import { DispatchMessage } from '@valine/contracts';
import { chooseAuth, connectGitHub } from '@valine/github';
import { createWorker, logUnreadable, maskSecrets } from '@valine/lambda-kit';
import {
  createCountInQueue,
  createLogger,
  createMeasure,
  createMoveBack,
  createPeekInQueue,
  createSqsClient,
  createSqsQueues,
  currentTrace,
  getVariable,
  type LambdaContext,
  lambdaHandler,
  readConfiguration,
  type SqsBatchResponse,
  type SqsEvent,
  systemClock,
  validSecret,
  withinTrace,
  withMeasure,
  writeLine,
} from '@valine/lambda-kit/aws';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/records/dynamodb';
import { parseSettings } from '@valine/settings';
import { readAlarms, withAlarmsTranslated } from './aws/alarms.ts';
import { lazyDeviceFlow } from './aws/lazy-device-flow.ts';
import { lazyHooks } from './aws/lazy-hooks.ts';
import { lazyLanguageModel } from './aws/lazy-language-model.ts';
import { lazyResolver } from './aws/lazy-resolver.ts';
import { lazySealing } from './aws/lazy-sealing.ts';
import { isLogsEvent, type LogsEvent, readLogsEvent } from './aws/logs-event.ts';
import { readQueueDepths, redriveAll, seeDeadLetters } from './aws/read-queue-depths.ts';
import { createDispatcher } from './dispatcher.ts';
import { DECISION_SETTINGS, toDispatcherSettings } from './to-dispatcher-settings.ts';
import { withinDeadline } from './within-deadline.ts';

const { source, secrets, hide, fetch, fresh } = await readConfiguration();
const settings = parseSettings(
  source,
  [...DECISION_SETTINGS.required, 'ADMISSION_KEY', 'AUDIT_DAYS', 'GITHUB_API_VERSION', 'OPENAI_BASE_URL'],
  [
    ...DECISION_SETTINGS.optional,
    ...(['GITHUB_TOKEN', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY', 'GITHUB_INSTALLATION_ID'] as const),
    ...(['GITHUB_APP_CLIENT_ID', 'OPENAI_API_KEY'] as const),
  ],
);
const logger = createLogger({ service: 'dispatcher', level: source.LOG_LEVEL, secrets, about: currentTrace });
const sqs = createSqsClient();
const urls = {
  dispatch: getVariable(source, 'DISPATCH_QUEUE_URL'),
  verify: getVariable(source, 'VERIFY_QUEUE_URL'),
  poll: getVariable(source, 'POLL_QUEUE_URL'),
  notify: getVariable(source, 'NOTIFY_QUEUE_URL'),
};
const queues = createSqsQueues({ client: sqs, urls, trace: () => currentTrace().trace });
const connection = {
  repository: settings.GITHUB_REPOSITORY,
  baseUrl: settings.GITHUB_API_URL,
  apiVersion: settings.GITHUB_API_VERSION,
  // A local stack says no, where GitHub is a sandbox of its own.
  spaceWrites: source.SPACE_WRITES !== 'false',
  auth: chooseAuth(settings, (first) => validSecret({ name: 'GITHUB_APP_PRIVATE_KEY', first, fresh, logger })),
  fetch,
};
const parts = {
  store: createDynamoDbStore({
    client: createDynamoDbClient(),
    tableName: getVariable(source, 'RUNS_TABLE'),
    clock: systemClock,
    onUnreadable: logUnreadable(logger),
    hide,
  }),
  queues,
  auditing: { days: settings.AUDIT_DAYS, mask: (text: string) => maskSecrets(text, secrets) },
  clock: systemClock,
  logger,
  settings: toDispatcherSettings({ ...settings, STAGE: getVariable(source, 'STAGE') }),
};
const dispatch = createDispatcher({
  ...parts,
  readAlarms: readAlarms({ stage: getVariable(source, 'STAGE'), region: getVariable(source, 'AWS_REGION') }),
  seeDeadLetters: seeDeadLetters(createPeekInQueue(sqs), source),
  redrive: redriveAll(createMoveBack(sqs), source),
  readQueueDepths: readQueueDepths({ count: createCountInQueue(sqs), urls, environment: source }),
  ...connectGitHub(connection),
  hooks: lazyHooks(connection, getVariable(source, 'WEBHOOK_URL')),
  resolver: lazyResolver(),
  deviceFlow: lazyDeviceFlow(settings),
  sealSecret: lazySealing(),
  languageModel: lazyLanguageModel({ apiKey: settings.OPENAI_API_KEY, baseUrl: settings.OPENAI_BASE_URL, fetch }),
  admin: () => import('./admin/handlers.ts'),
  agents: () => import('./agents/handlers.ts'),
  comments: () => import('./comments/handlers.ts'),
  identity: () => import('./identity/handlers.ts'),
  site: () => import('./site/handlers.ts'),
  schedules: () => import('./schedules/handlers.ts'),
  audit: () => import('./audit/handlers.ts'),
  admissionKey: validSecret({ name: 'ADMISSION_KEY', first: settings.ADMISSION_KEY, fresh, logger }),
  hide,
});

const takeMessages = lambdaHandler(
  withMeasure(
    createWorker({
      within: withinTrace,
      queue: 'dispatch',
      schema: DispatchMessage,
      // A whole batch: news of GitHub waits behind no command that came with it.
      concurrency: 10,
      handle: ({ message, context }) => dispatch(message, context),
      queues,
      clock: systemClock,
      logger,
    }),
    createMeasure('dispatcher', source, systemClock, writeLine),
    systemClock,
  ),
);

/** Messages of the queue, and lines of our logs; see the permissions in infra for who else may call. */
export async function handler(
  event: SqsEvent | LogsEvent,
  context: LambdaContext,
): Promise<SqsBatchResponse | undefined> {
  if (!isLogsEvent(event)) return takeMessages(withAlarmsTranslated(event), context);
  const [{ handleErrorLines }, lines] = await Promise.all([import('./seldom.ts'), readLogsEvent(event)]);
  const deadline = systemClock.now() + context.getRemainingTimeInMillis();
  await handleErrorLines({ ...parts, store: withinDeadline(parts.store, systemClock, deadline) }, lines);
  return undefined;
}
