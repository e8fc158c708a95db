/** The Lambda function behind the HTTP API: reads the configuration once and puts the real adapters in. */
import { createInteractionVerifier } from '@valine/discord';
import { logUnreadable } from '@valine/lambda-kit';
import {
  createHide,
  createLogger,
  createMeasure,
  createSqsClient,
  createSqsQueues,
  environment,
  getVariable,
  systemClock,
  writeLine,
} from '@valine/lambda-kit/aws';
import { parseIngressSettings } from '@valine/settings';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { freshAdmissionKey } from './aws/admission-key.ts';
import { type ApiGatewayEvent, toApiGatewayResult, toHttpRequest } from './aws/api-gateway.ts';
import { lazyRuns, lazySecrets, secretBeforeReader, secretsReader } from './aws/lazy-adapters.ts';
import { webhookVerifier } from './aws/webhook-verifier.ts';
import { createIngress } from './ingress.ts';

const env = environment();
const settings = parseIngressSettings(
  env,
  [
    'DISCORD_PUBLIC_KEY',
    'GITHUB_REPOSITORY',
    'OPERATOR_ROLE_IDS',
    'ALLOWED_GUILD_IDS',
    'ALLOWED_CHANNEL_IDS',
    'ADMIN_USER_IDS',
    'ADMIN_ROLE_IDS',
    'ALLOW_SECRET_WRITES',
    'COMMAND_ACCESS',
    'COMMANDS_PER_MINUTE',
    'PRESSES_PER_MINUTE',
    'CODING_AGENTS',
    'UX_SECTIONS',
  ],
  ['DISCORD_APPLICATION_ID'],
);
const STAGE = getVariable(env, 'STAGE');
const known: string[] = [];
const logger = createLogger({ service: 'ingress', level: env.LOG_LEVEL, secrets: known });

const hide = createHide(known);
const readSecrets = secretsReader(env, known);
const secrets = lazySecrets(readSecrets);

const ingress = createIngress({
  queues: createSqsQueues({
    client: createSqsClient(),
    urls: { dispatch: getVariable(env, 'DISPATCH_QUEUE_URL'), verify: getVariable(env, 'VERIFY_QUEUE_URL') },
    timeoutMs: 2000,
    hide,
  }),
  runs: lazyRuns(env, logUnreadable(logger)),
  clock: systemClock,
  logger,
  verifyInteraction: createInteractionVerifier(settings.DISCORD_PUBLIC_KEY),
  verifyWebhook: webhookVerifier({
    first: secrets,
    read: readSecrets,
    findBefore: secretBeforeReader(env, known),
    clock: systemClock,
  }),
  admissionKey: freshAdmissionKey(secrets, readSecrets, systemClock, logger),
  hide,
  settings: {
    ...settings,
    STAGE,
    NOTIFICATION_EVENTS: namesIn(env.NOTIFICATION_EVENTS),
    NOTIFICATION_RULE_NAMES: namesIn(env.NOTIFICATION_RULE_NAMES),
  },
});

function namesIn(list = ''): string[] {
  return list.split(',').filter((name) => name !== '');
}

const measure = createMeasure('ingress', env, systemClock, writeLine);

export async function handler(event: ApiGatewayEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const began = systemClock.now();
  const answer = await ingress(toHttpRequest(event));
  const { status } = answer;
  measure({
    Duration: systemClock.now() - began,
    Refused: Number(status >= 400 && status < 500),
    Failed: Number(status >= 500),
  });
  return toApiGatewayResult(answer);
}
