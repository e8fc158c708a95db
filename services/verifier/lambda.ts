/** The verifier as a Lambda function behind the verify and the poll queue. */
import { VerifyMessage, verifierQueueOf } from '@valine/contracts';
import { chooseAuth, connectGitHub } from '@valine/github';
import { createWorker } from '@valine/lambda-kit';
import {
  systemClock as clock,
  createLogger,
  createMeasure,
  createSqsClient,
  createSqsQueues,
  currentTrace,
  getVariable,
  lambdaHandler,
  readConfiguration,
  validSecret,
  withinTrace,
  withMeasure,
  writeLine,
} from '@valine/lambda-kit/aws';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/records/dynamodb';
import type { UrlPolicy } from '@valine/safe-http';
import { createProbe, createResolver } from '@valine/safe-http/node';
import { parseSettings, type Settings } from '@valine/settings';
import { lazySetUp } from './aws/lazy-set-up.ts';
import { inspectRun } from './inspection/inspect-run.ts';
import type { InspectionSettings } from './shared/inspection-ports.ts';
import { createVerifier } from './verifier.ts';

const { source, secrets, hide, fetch, fresh } = await readConfiguration();
const settings = parseSettings(
  source,
  [
    ...(['GITHUB_REPOSITORY', 'GITHUB_API_URL', 'GITHUB_API_VERSION', 'CLIENT_DEPLOY_WORKFLOW'] as const),
    ...(['DIAGNOSE_WORKFLOW', 'ALLOWED_DOMAINS', 'SAFE_LOCAL', 'STEP_PATTERNS', 'CUSTOM_CHECKS'] as const),
    ...(['WORKFLOW_REF', 'DIAGNOSE_TRIGGER', 'MERGE_METHOD'] as const),
  ],
  [
    ...(['GITHUB_TOKEN', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY', 'GITHUB_INSTALLATION_ID'] as const),
    ...(['FRONTEND_BASE_URL', 'VITE_API_BASE'] as const),
  ],
);
const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: baseUrl, GITHUB_API_VERSION: apiVersion } = settings;
const logger = createLogger({ service: 'verifier', level: source.LOG_LEVEL, secrets, about: currentTrace });
const queues = createSqsQueues({
  trace: () => currentTrace().trace,
  client: createSqsClient(),
  urls: {
    dispatch: getVariable(source, 'DISPATCH_QUEUE_URL'),
    verify: getVariable(source, 'VERIFY_QUEUE_URL'),
    poll: getVariable(source, 'POLL_QUEUE_URL'),
  },
  hide,
});
const tableName = getVariable(source, 'RUNS_TABLE');
const store = createDynamoDbStore({ client: createDynamoDbClient(), tableName, clock });
const auth = chooseAuth(settings, (first) => validSecret({ name: 'GITHUB_APP_PRIVATE_KEY', first, fresh, logger }));
const connection = { repository, baseUrl, apiVersion, auth, fetch, access: 'read' } as const;
const { github, lookups, actions } = connectGitHub(connection);
const probe = createProbe({ policy: toUrlPolicy(settings), resolver: createResolver(), clock });
const inspection = { actions, probe, store, clock, logger, settings: toInspectionSettings(settings, secrets) };
const verify = createVerifier({
  ...{ store, queues, github, lookups, actions, repository, clock, logger },
  inspect: (...about) => inspectRun(inspection, ...about),
  setUp: lazySetUp(
    { ...connection, clock },
    { settings, rules: source.NOTIFICATION_RULES, webhookUrl: getVariable(source, 'WEBHOOK_URL') },
  ),
  workflows: [settings.CLIENT_DEPLOY_WORKFLOW, settings.DIAGNOSE_WORKFLOW],
});

export const handler = lambdaHandler(
  withMeasure(
    createWorker({
      within: withinTrace,
      ...{ queue: verifierQueueOf, schema: VerifyMessage, queues, clock, logger },
      handle: ({ message, context }) => verify(message, context),
    }),
    createMeasure('verifier', source, clock, writeLine),
    clock,
  ),
);

type Addresses = Partial<Pick<Settings, 'FRONTEND_BASE_URL' | 'VITE_API_BASE'>> & Pick<Settings, 'CUSTOM_CHECKS'>;

/** `secrets`: values that no text may show. */
function toInspectionSettings(
  settings: Addresses & Pick<Settings, 'STEP_PATTERNS'>,
  secrets: readonly string[],
): InspectionSettings {
  const { FRONTEND_BASE_URL, VITE_API_BASE, STEP_PATTERNS, CUSTOM_CHECKS } = settings;
  return {
    ...(FRONTEND_BASE_URL === undefined ? {} : { frontendBaseUrl: FRONTEND_BASE_URL }),
    ...(VITE_API_BASE === undefined ? {} : { apiBase: VITE_API_BASE }),
    stepPatterns: STEP_PATTERNS,
    customChecks: CUSTOM_CHECKS,
    secretValues: secrets,
  };
}

/** Addresses from the configuration may be reached, also those of a developer's machine. Addresses that a page or a redirect names are judged first. */
function toUrlPolicy(settings: Addresses & Pick<Settings, 'ALLOWED_DOMAINS' | 'SAFE_LOCAL'>): UrlPolicy {
  const { FRONTEND_BASE_URL, VITE_API_BASE, CUSTOM_CHECKS } = settings;
  const configured = [FRONTEND_BASE_URL, VITE_API_BASE, ...CUSTOM_CHECKS.map(({ url }) => url)];
  return {
    allowedDomains: settings.ALLOWED_DOMAINS,
    safeLocal: settings.SAFE_LOCAL,
    trustedOrigins: configured.filter((url) => url !== undefined),
  };
}
