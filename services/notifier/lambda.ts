/** The notifier as a Lambda function behind the notify queue. */
import { NotifyMessage } from '@valine/contracts';
import { createDiscord } from '@valine/discord';
import { createWorker } from '@valine/lambda-kit';
import {
  systemClock as clock,
  createChangeVisibility,
  createLogger,
  createMeasure,
  createSqsClient,
  createSqsQueues,
  currentTrace,
  getVariable,
  lambdaHandler,
  readConfiguration,
  withinTrace,
  withMeasure,
  writeLine,
} from '@valine/lambda-kit/aws';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/records/dynamodb';
import { parseSettings } from '@valine/settings';
import { loadSetUp } from './aws/lazy-set-up.ts';
import { createNotifier, versionOf } from './create-notifier.ts';

const { source, secrets, hide, fetch } = await readConfiguration();
const settings = parseSettings(
  source,
  ['DISCORD_APPLICATION_ID', 'DISCORD_BOT_TOKEN', 'DISCORD_API_URL'],
  ['DISCORD_CHANNEL_ID'],
);
const logger = createLogger({ service: 'notifier', level: source.LOG_LEVEL, secrets, about: currentTrace });
const sqs = createSqsClient();
const queues = createSqsQueues({
  client: sqs,
  urls: { dispatch: getVariable(source, 'DISPATCH_QUEUE_URL') },
  hide,
  trace: () => currentTrace().trace,
});
const connection = { baseUrl: settings.DISCORD_API_URL, botToken: settings.DISCORD_BOT_TOKEN, fetch, clock };
const interactionsUrl = getVariable(source, 'INTERACTIONS_URL');
const notifier = createNotifier({
  store: createDynamoDbStore({ client: createDynamoDbClient(), tableName: getVariable(source, 'RUNS_TABLE'), clock }),
  discord: createDiscord({ ...connection, applicationId: settings.DISCORD_APPLICATION_ID }),
  queues,
  setUp: () => loadSetUp({ ...connection, interactionsUrl }, source),
  clock,
  logger,
  ...(settings.DISCORD_CHANNEL_ID === undefined ? {} : { fallbackChannelId: settings.DISCORD_CHANNEL_ID }),
});

export const handler = lambdaHandler(
  withMeasure(
    createWorker({
      within: withinTrace,
      queue: 'notify',
      fifo: true,
      schema: NotifyMessage,
      handle: ({ message }) => notifier.handle(message),
      versionOf,
      changeVisibility: createChangeVisibility(sqs, getVariable(source, 'NOTIFY_QUEUE_URL')),
      clock,
      logger,
      // A message is one call of at most 8 s, and its bookkeeping.
      marginMs: 12_000,
    }),
    createMeasure('notifier', source, clock, writeLine),
    clock,
  ),
);
