/** The four functions: what each is, is told and is fed. */
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { environmentOf, inputsOf, resourcesOf } from './find-resources.ts';
import { CONFIGURATION, runProgram, SECRETS } from './run-program.ts';

const SERVICES = ['ingress', 'dispatcher', 'verifier', 'notifier'];
const SETTINGS = { ...CONFIGURATION, operatorRoleIds: '11, 22', githubApiUrl: 'https://github.example/api/v3' };
const world = await runProgram('dev', { ...SETTINGS, ...SECRETS });

it.each([
  ['ingress', 10],
  ['dispatcher', 30],
  ['verifier', 30],
  ['notifier', 30],
])('makes %s an arm64 function on Node 24 that may take %i s', (service, timeout) => {
  const { code, environment, ...inputs } = inputsOf(world, `${service}-function`);
  expect(inputs).toEqual({
    name: `valine-orchestrator-${service}-dev`,
    role: `arn:aws:iam::123456789012:role/valine-${service}-dev-1`,
    runtime: 'nodejs24.x',
    architectures: ['arm64'],
    description: expect.stringMatching(/^Valine \d+\.\d+\.\d+(, released [\d-]+)?$/),
    handler: 'index.handler',
    memorySize: 512,
    timeout,
    loggingConfig: { logFormat: 'Text', logGroup: `/aws/lambda/valine-orchestrator-${service}-dev` },
  });
});

it.each(SERVICES)('gives %s the code of its own service', async (service) => {
  const { code } = inputsOf(world, `${service}-function`);
  expect(code).toBeInstanceOf(pulumi.asset.FileArchive);
  expect(code instanceof pulumi.asset.FileArchive && (await code.path)).toBe(`/bundles/${service}`);
});

describe('the environment of a function', () => {
  const queueUrl = (name: string) => `https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-${name}`;
  const [DISPATCH_QUEUE_URL, VERIFY_QUEUE_URL] = [queueUrl('dispatch-dev'), queueUrl('verify-dev')];
  const [POLL_QUEUE_URL, NOTIFY_QUEUE_URL] = [queueUrl('poll-dev'), queueUrl('notify-dev.fifo')];
  const github = { GITHUB_API_URL: 'https://github.example/api/v3', GITHUB_REPOSITORY: 'valine-example/storefront' };

  it.each<[string, string, Record<string, string>]>([
    [
      'ingress',
      'GITHUB_WEBHOOK_SECRET,ADMISSION_KEY',
      {
        ...{ DISCORD_APPLICATION_ID: '1100000000000000001', DISCORD_PUBLIC_KEY: 'ab'.repeat(32) },
        ...{
          GITHUB_REPOSITORY: 'valine-example/storefront',
          OPERATOR_ROLE_IDS: '11, 22',
          ALLOWED_GUILD_IDS: '1200000000000000001',
        },
        ...{ DISPATCH_QUEUE_URL, VERIFY_QUEUE_URL },
      },
    ],
    [
      'dispatcher',
      'GITHUB_TOKEN,ADMISSION_KEY',
      {
        ...{ ...github, DISPATCH_QUEUE_URL, VERIFY_QUEUE_URL, POLL_QUEUE_URL, NOTIFY_QUEUE_URL },
        DISPATCH_DEAD_LETTERS_URL: queueUrl('dispatch-dlq-dev'),
        VERIFY_DEAD_LETTERS_URL: queueUrl('verify-dlq-dev'),
        POLL_DEAD_LETTERS_URL: queueUrl('poll-dlq-dev'),
        NOTIFY_DEAD_LETTERS_URL: queueUrl('notify-dlq-dev.fifo'),
        WEBHOOK_URL: 'https://ingress-api.example/github/webhook',
        ...{ OPERATOR_ROLE_IDS: '11, 22', ALLOWED_GUILD_IDS: '1200000000000000001' },
      },
    ],
    [
      'verifier',
      'GITHUB_TOKEN',
      {
        ...{ ...github, DISPATCH_QUEUE_URL, VERIFY_QUEUE_URL, POLL_QUEUE_URL },
        WEBHOOK_URL: 'https://ingress-api.example/github/webhook',
      },
    ],
    [
      'notifier',
      'DISCORD_BOT_TOKEN',
      {
        ...{ DISCORD_APPLICATION_ID: '1100000000000000001', DISCORD_PUBLIC_KEY: 'ab'.repeat(32) },
        ...{ OPERATOR_ROLE_IDS: '11, 22', ALLOWED_GUILD_IDS: '1200000000000000001' },
        ...{ DISPATCH_QUEUE_URL, NOTIFY_QUEUE_URL, INTERACTIONS_URL: 'https://ingress-api.example/discord' },
      },
    ],
  ])('names the queues it uses and the settings that are set: %s', (service, SECRETS, own) => {
    expect(environmentOf(world, `${service}-function`)).toEqual({
      ...{ NODE_OPTIONS: '--enable-source-maps', RUNS_TABLE: 'valine-orchestrator-runs-dev', STAGE: 'dev' },
      ...{ SECRETS, SECRETS_VERSION: SECRETS.replaceAll(/\w+/g, '1').replaceAll(',', '.'), ...own },
    });
  });
});

it.each([
  ['dispatcher', 'dispatch-dev', 'dispatcher-mapping'],
  ['verifier', 'verify-dev', 'verifier-mapping'],
  ['verifier', 'poll-dev', 'verifier-poll-mapping'],
  ['notifier', 'notify-dev.fifo', 'notifier-mapping'],
])('feeds %s from %s, ten at a time, each answered for itself', (service, queue, mapping) => {
  expect(inputsOf(world, mapping)).toEqual({
    eventSourceArn: `arn:aws:sqs:eu-central-1:123456789012:valine-orchestrator-${queue}`,
    functionName: `arn:aws:lambda:eu-central-1:123456789012:function:valine-orchestrator-${service}-dev`,
    batchSize: 10,
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: 2 },
  });
});

const prod = await runProgram('prod', { ...SETTINGS, ...SECRETS });

it('makes functions and mappings in stage prod that differ in the name of the stage only', () => {
  const textsOf = (made: typeof world) =>
    (['function', 'mapping'] as const).flatMap((type) =>
      resourcesOf(made, type).map(({ inputs }) => JSON.stringify(inputs)),
    );
  expect(textsOf(prod).map((text) => text.replaceAll(/\bprod\b/g, 'dev'))).toEqual(textsOf(world));
});

describe.each([
  ['dev', world],
  ['prod', prod],
])('in stage %s', (stage, world) => {
  it('every log is kept 30 days, and made here, or Lambda would make one that is kept for ever', () => {
    const logs = resourcesOf(world, 'log').map(({ inputs }) => inputs);
    expect(logs).toHaveLength(SERVICES.length + 1);
    expect(logs.every((log) => log['retentionInDays'] === 30)).toBe(true);
    for (const service of SERVICES) {
      const name = `/aws/lambda/valine-orchestrator-${service}-${stage}`;
      expect(logs).toContainEqual({ name, retentionInDays: 30 });
    }
  });
});

describe('what can be switched on', () => {
  it('tracing has X-Ray trace each function', async () => {
    const traced = await runProgram('dev', { ...SETTINGS, ...SECRETS, tracing: 'true' });
    const modes = (made: typeof world) => resourcesOf(made, 'function').map(({ inputs }) => inputs['tracingConfig']);
    expect(modes(traced)).toEqual(Array(4).fill({ mode: 'Active' }));
    expect(modes(world)).toEqual(Array(4).fill(undefined));
  });

  it('embeddedMetrics tells each function the namespace of its stage, and gives it no permission', async () => {
    const measured = await runProgram('dev', { ...SETTINGS, ...SECRETS, embeddedMetrics: 'true' });
    for (const service of SERVICES) {
      const METRICS_NAMESPACE = 'valine-orchestrator/dev';
      const before = environmentOf(world, `${service}-function`);
      expect(environmentOf(measured, `${service}-function`)).toEqual({ ...before, METRICS_NAMESPACE });
      expect(inputsOf(measured, `${service}-policy`)).toEqual(inputsOf(world, `${service}-policy`));
    }
  });
});

it.each([
  ['10', 2],
  ['15', 3],
  ['1000', 4],
])(
  'of %s functions at once, each queue has the same share, and the door keeps its own',
  async (lambdaConcurrency, share) => {
    const small = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, lambdaConcurrency });
    const shares = resourcesOf(small, 'mapping').map(({ inputs }) => inputs['scalingConfig']);
    expect(shares).toEqual(Array(4).fill({ maximumConcurrency: share }));
    expect(4 * share).toBeLessThanOrEqual(Number(lambdaConcurrency) - 2);
  },
);
