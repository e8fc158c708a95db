/** Everything the program makes against what AWS takes: names, lengths and sizes, at the longest name of a stage. */
import { readFileSync } from 'node:fs';
import { PROJECT } from '@valine/settings';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { resourcesOf } from './find-resources.ts';
import { APP_KEY, CONFIGURATION, type Resource, runProgram, SECRETS } from './run-program.ts';

const LONGEST_STAGE = 'a-stage-of-20-letter';
const APP = { githubAppId: '1234567', githubInstallationId: '123456789', githubAppPrivateKey: APP_KEY };
const world = await runProgram(LONGEST_STAGE, {
  ...CONFIGURATION,
  ...SECRETS,
  ...APP,
  alarmEmail: 'ops@example.com',
  vpc: 'true',
});

type Limit = (value: unknown) => boolean;
const text =
  (most: number, pattern = /^/): Limit =>
  (value) =>
    value === undefined || (typeof value === 'string' && value.length <= most && pattern.test(value));
const between =
  (least: number, most: number): Limit =>
  (value) =>
    value === undefined || (typeof value === 'number' && value >= least && value <= most);
const free: Limit = () => true;

const RETENTION = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** By type and input, from the reference of each service's API. `{}`: AWS or Pulumi names it, and nothing else is limited. */
const LIMITS: Record<string, Record<string, Limit>> = {
  'aws:apigatewayv2/api:Api': { name: text(128) },
  'aws:apigatewayv2/integration:Integration': { timeoutMilliseconds: between(50, 30_000) },
  'aws:apigatewayv2/route:Route': { routeKey: text(128) },
  'aws:apigatewayv2/stage:Stage': { name: text(128, /^(\$default|[\w-]+)$/) },
  'aws:cloudwatch/dashboard:Dashboard': { dashboardName: text(255, /^[\w-]+$/), dashboardBody: text(1_000_000) },
  'aws:cloudwatch/logGroup:LogGroup': {
    name: text(512, /^[\w./#-]+$/),
    retentionInDays: (value) => RETENTION.includes(Number(value)),
  },
  'aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter': {
    name: text(512, /^[^:*]+$/),
    filterPattern: text(1024),
  },
  'aws:cloudwatch/metricAlarm:MetricAlarm': { name: text(255), alarmDescription: text(1024) },
  'aws:cloudwatch/queryDefinition:QueryDefinition': { name: text(255), queryString: text(10_000) },
  'aws:dynamodb/table:Table': { name: text(255, /^[\w.-]{3,}$/) },
  'aws:ec2/securityGroup:SecurityGroup': { description: text(255, /^[\w .:/()#,@[\]+=&;{}!$*-]*$/) },
  'aws:iam/role:Role': { namePrefix: text(38, /^[\w+=,.@-]+$/), assumeRolePolicy: text(2048) },
  'aws:iam/rolePolicy:RolePolicy': { policy: text(10_240) },
  'aws:lambda/eventSourceMapping:EventSourceMapping': { batchSize: between(1, 10) },
  'aws:lambda/function:Function': {
    name: text(64, /^[\w-]+$/),
    description: text(256),
    timeout: between(1, 900),
    memorySize: between(128, 10_240),
    environment: (value) => environmentBytes(value) <= 4096,
  },
  'aws:lambda/permission:Permission': {},
  'aws:scheduler/schedule:Schedule': {
    name: text(64, /^[\w.-]+$/),
    scheduleExpression: text(256, /^(rate|cron|at)\(.+\)$/),
    target: (value) => Buffer.byteLength(JSON.stringify(value)) <= 256 * 1024,
  },
  'aws:sns/topic:Topic': { name: text(256, /^[\w-]+(\.fifo)?$/) },
  'aws:sns/topicPolicy:TopicPolicy': { policy: text(30_720) },
  'aws:sns/topicSubscription:TopicSubscription': {},
  'aws:sqs/queue:Queue': {
    name: text(80, /^[\w-]+(\.fifo)?$/),
    messageRetentionSeconds: between(60, 1_209_600),
    visibilityTimeoutSeconds: between(0, 43_200),
  },
  'aws:sqs/queuePolicy:QueuePolicy': { policy: text(20_480) },
  'aws:sqs/redriveAllowPolicy:RedriveAllowPolicy': {},
  // A standard parameter, which costs nothing.
  'aws:ssm/parameter:Parameter': {
    name: text(1011, /^(\/[\w.-]+){1,15}$/),
    value: (value) => JSON.stringify(value).length <= 4096,
  },
  'awsx:ec2:Vpc': { numberOfAvailabilityZones: between(1, 3), natGateways: free },
};

function environmentBytes(value: unknown): number {
  const { variables } = JSON.parse(JSON.stringify(value));
  return Object.entries<string>(variables).reduce((sum, [name, text]) => sum + Buffer.byteLength(`${name}${text}`), 0);
}

function problemsOf({ type, name, inputs }: Resource): string[] {
  const limits = LIMITS[type];
  if (limits === undefined) return [`${type} is new here: add what AWS limits of it to LIMITS.`];
  const broken = Object.entries(limits).filter(([input, isWithin]) => !isWithin(inputs[input]));
  return broken.map(([input]) => `${input} of ${name} (${type}) is more than AWS takes.`);
}

const made = world.resources.filter(({ type }) => type.startsWith('aws'));

it('keeps them, whatever the stage is called', () => {
  expect(made.flatMap(problemsOf)).toEqual([]);
  expect(made.length).toBeGreaterThan(60);
});

it.each(['dev', 'prod'])('tags all that %s is made of with its project and its stage', (stage) => {
  const { config } = parse(readFileSync(new URL(`../../Pulumi.${stage}.yaml`, import.meta.url), 'utf8'));
  expect(config['aws:defaultTags']).toEqual({ tags: { project: PROJECT, stage } });
});

it('has room in each environment for an eighth more', () => {
  const sizes = resourcesOf(world, 'function').map(({ inputs }) => environmentBytes(inputs['environment']));
  expect(Math.max(...sizes)).toBeLessThan(4096 - 512);
});

it('calls roles what they are: whose, and of which stage', () => {
  const prefixes = resourcesOf(world, 'role').map(({ inputs }) => inputs['namePrefix']);
  expect(prefixes).toMatchInlineSnapshot(`
    [
      "valine-ingress-a-stage-of-20-letter-",
      "valine-dispatcher-a-stage-of-20-letter",
      "valine-verifier-a-stage-of-20-letter-",
      "valine-notifier-a-stage-of-20-letter-",
      "valine-schedules-a-stage-of-20-letter-",
    ]
  `);
});

it.each<[string, Resource]>([
  ['name of dispatch-queue', { type: 'aws:sqs/queue:Queue', name: 'dispatch-queue', inputs: { name: 'q'.repeat(81) } }],
  ['is new here', { type: 'aws:s3/bucket:Bucket', name: 'files', inputs: {} }],
])('finds what breaks them: %s', (said, resource) => {
  expect(problemsOf(resource).join()).toContain(said);
});
