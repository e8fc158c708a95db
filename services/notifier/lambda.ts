/** The notifier as a Lambda function behind the notify queue. */
import { Notification } from '@valine/contracts';
import { createDiscord } from '@valine/discord';
import { createWorker } from '@valine/lambda-kit';
import {
  systemClock as clock,
  createChangeVisibility,
  createLogger,
  createSqsClient,
  getVariable,
  lambdaHandler,
  readConfiguration,
} from '@valine/lambda-kit/aws';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/records/dynamodb';
import { parseSettings } from '@valine/settings';
import { createNotifier, versionOf } from './create-notifier.ts';

const { source, secrets, fetch } = await readConfiguration();
const settings = parseSettings(
  source,
  ['DISCORD_APPLICATION_ID', 'DISCORD_BOT_TOKEN', 'DISCORD_API_URL'],
  ['DISCORD_CHANNEL_ID'],
);
const logger = createLogger({ service: 'notifier', level: source.LOG_LEVEL, secrets });
const notifier = createNotifier({
  store: createDynamoDbStore({ client: createDynamoDbClient(), tableName: getVariable(source, 'RUNS_TABLE'), clock }),
  discord: createDiscord({
    baseUrl: settings.DISCORD_API_URL,
    applicationId: settings.DISCORD_APPLICATION_ID,
    botToken: settings.DISCORD_BOT_TOKEN,
    fetch,
    clock,
  }),
  clock,
  logger,
  ...(settings.DISCORD_CHANNEL_ID === undefined ? {} : { fallbackChannelId: settings.DISCORD_CHANNEL_ID }),
});

export const handler = lambdaHandler(
  createWorker({
    queue: 'notify',
    fifo: true,
    schema: Notification,
    handle: ({ message }) => notifier.handle(message),
    versionOf,
    changeVisibility: createChangeVisibility(createSqsClient(), getVariable(source, 'NOTIFY_QUEUE_URL')),
    clock,
    logger,
    // A message is one call of at most 8 s, and its bookkeeping.
    marginMs: 12_000,
  }),
);
