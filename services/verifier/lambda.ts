/** The verifier as a Lambda function behind the verify queue. */
import { VerifyMessage } from '@valine/contracts';
import { chooseAuth, createGitHub } from '@valine/github';
import { createWorker } from '@valine/lambda-kit';
import {
  systemClock as clock,
  createLogger,
  createSqsClient,
  createSqsQueues,
  getVariable,
  lambdaHandler,
  readConfiguration,
} from '@valine/lambda-kit/aws';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/runs/dynamodb';
import { parseSettings } from '@valine/settings';
import { createVerifier } from './verifier.ts';

const { source, secrets } = await readConfiguration();
const settings = parseSettings(
  source,
  ['GITHUB_REPOSITORY', 'GITHUB_API_URL'],
  ['GITHUB_TOKEN', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY', 'GITHUB_INSTALLATION_ID'],
);
const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: baseUrl } = settings;
const logger = createLogger({ service: 'verifier', level: source.LOG_LEVEL, secrets });
const queues = createSqsQueues({
  client: createSqsClient(),
  urls: { dispatch: getVariable(source, 'DISPATCH_QUEUE_URL'), verify: getVariable(source, 'VERIFY_QUEUE_URL') },
});
const tableName = getVariable(source, 'RUNS_TABLE');
const store = createDynamoDbStore({ client: createDynamoDbClient(), tableName, clock });
const github = createGitHub({ repository, baseUrl, auth: chooseAuth(settings) });
const verify = createVerifier({ store, queues, github, repository, clock, logger });

export const handler = lambdaHandler(
  createWorker({
    queue: 'verify',
    schema: VerifyMessage,
    handle: ({ message, context }) => verify(message, context),
    queues,
    clock,
    logger,
  }),
);
