/** The dispatcher as a Lambda function behind the dispatch queue. */
import { DispatchMessage } from '@valine/contracts';
import { chooseAuth, connectGitHub } from '@valine/github';
import { createWorker, logUnreadable } from '@valine/lambda-kit';
import {
  createLogger,
  createSqsClient,
  createSqsQueues,
  getVariable,
  lambdaHandler,
  readConfiguration,
  systemClock,
} from '@valine/lambda-kit/aws';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/runs/dynamodb';
import { parseSettings } from '@valine/settings';
import { createDispatcher } from './dispatcher.ts';

const { source, secrets } = await readConfiguration();
const settings = parseSettings(
  source,
  ['GITHUB_REPOSITORY', 'GITHUB_API_URL', 'APPROVALS_REQUIRED', 'PREVENT_SELF_APPROVAL'],
  ['GITHUB_TOKEN', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY', 'GITHUB_INSTALLATION_ID'],
);
const logger = createLogger({ service: 'dispatcher', level: source.LOG_LEVEL, secrets });
const queues = createSqsQueues({
  client: createSqsClient(),
  urls: {
    dispatch: getVariable(source, 'DISPATCH_QUEUE_URL'),
    verify: getVariable(source, 'VERIFY_QUEUE_URL'),
    notify: getVariable(source, 'NOTIFY_QUEUE_URL'),
  },
});
const dispatch = createDispatcher({
  store: createDynamoDbStore({
    client: createDynamoDbClient(),
    tableName: getVariable(source, 'RUNS_TABLE'),
    clock: systemClock,
    onUnreadable: logUnreadable(logger),
  }),
  queues,
  ...connectGitHub({
    repository: settings.GITHUB_REPOSITORY,
    baseUrl: settings.GITHUB_API_URL,
    auth: chooseAuth(settings),
  }),
  clock: systemClock,
  logger,
  settings: {
    repository: settings.GITHUB_REPOSITORY,
    approvalsRequired: settings.APPROVALS_REQUIRED,
    preventSelfApproval: settings.PREVENT_SELF_APPROVAL,
  },
});

export const handler = lambdaHandler(
  createWorker({
    queue: 'dispatch',
    schema: DispatchMessage,
    handle: ({ message, context }) => dispatch(message, context),
    queues,
    clock: systemClock,
    logger,
  }),
);
