/** Who may do what: every function's policy, whole. */
import { describe, expect, it } from 'vitest';
import { inputsOf, type PolicyStatement, resourcesOf, statementsOf } from './find-resources.ts';
import { CONFIGURATION, runProgram, SECRETS } from './run-program.ts';

const world = await runProgram('dev');

/** `ssm:GetParameters on ssm parameter/…`, one line a statement. */
function permissionsOf(service: string): string[] {
  return statementsOf(world, `${service}-policy`).map(
    ({ Effect, Action, Resource, Condition = {} }) =>
      `${Effect} ${Action.join(', ')} on ${Resource.map(shortArn).join(', ')}${conditionText(Condition)}`,
  );
}

/** ` if Null LeadingKeys: false`, operator by operator. */
function conditionText(condition: NonNullable<PolicyStatement['Condition']>): string {
  const all = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => `${operator} ${key.replace('dynamodb:', '')}: ${wanted}`),
  );
  return all.length === 0 ? '' : ` if ${all.join(' and ')}`;
}

function shortArn(arn: string): string {
  return arn.replace('arn:aws:', '').replace(':eu-central-1:123456789012:', ' ').replaceAll('valine-orchestrator', '~');
}

describe('the permissions of', () => {
  it('ingress: it may queue and look runs up, nothing else', () => {
    expect(permissionsOf('ingress')).toMatchInlineSnapshot(`
      [
        "Allow sqs:SendMessage on sqs ~-dispatch-dev",
        "Allow sqs:SendMessage on sqs ~-verify-dev",
        "Allow dynamodb:Query on dynamodb table/~-runs-dev/index/collection-index if ForAllValues:StringLike LeadingKeys: plan#open,plan#ended,tracking#open,tracking#ended,issue#* and Null LeadingKeys: false and Null Attributes: false and ForAllValues:StringEquals Attributes: pk,collection,listed_at,summary,expires_at and StringEquals Select: SPECIFIC_ATTRIBUTES",
        "Allow ssm:GetParameters on ssm parameter/~/dev/GITHUB_WEBHOOK_SECRET, ssm parameter/~/dev/ADMISSION_KEY",
        "Allow logs:CreateLogStream, logs:PutLogEvents on logs log-group:/aws/lambda/~-ingress-dev:*",
      ]
    `);
  });

  it('dispatcher: it works its queue off, queues, and keeps the runs', () => {
    expect(permissionsOf('dispatcher')).toMatchInlineSnapshot(`
      [
        "Allow sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on sqs ~-dispatch-dev",
        "Allow sqs:SendMessage on sqs ~-dispatch-dev",
        "Allow sqs:SendMessage on sqs ~-verify-dev",
        "Allow sqs:SendMessage on sqs ~-poll-dev",
        "Allow sqs:SendMessage on sqs ~-notify-dev.fifo",
        "Allow sqs:GetQueueAttributes on sqs ~-dispatch-dev, sqs ~-dispatch-dlq-dev",
        "Allow sqs:StartMessageMoveTask, sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on sqs ~-dispatch-dlq-dev",
        "Allow sqs:GetQueueAttributes on sqs ~-verify-dev, sqs ~-verify-dlq-dev",
        "Allow sqs:StartMessageMoveTask, sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on sqs ~-verify-dlq-dev",
        "Allow sqs:GetQueueAttributes on sqs ~-poll-dev, sqs ~-poll-dlq-dev",
        "Allow sqs:StartMessageMoveTask, sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on sqs ~-poll-dlq-dev",
        "Allow sqs:GetQueueAttributes on sqs ~-notify-dev.fifo, sqs ~-notify-dlq-dev.fifo",
        "Allow sqs:StartMessageMoveTask, sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on sqs ~-notify-dlq-dev.fifo",
        "Allow dynamodb:GetItem on dynamodb table/~-runs-dev if ForAllValues:StringLike LeadingKeys: message#reply:* and Null LeadingKeys: false",
        "Allow dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on dynamodb table/~-runs-dev if ForAllValues:StringNotLike LeadingKeys: message#* and Null LeadingKeys: false",
        "Allow dynamodb:Query on dynamodb table/~-runs-dev/index/collection-index if ForAllValues:StringNotLike LeadingKeys: message#* and Null LeadingKeys: false and Null Attributes: false and ForAllValues:StringEquals Attributes: pk,collection,listed_at,summary,expires_at and StringEquals Select: SPECIFIC_ATTRIBUTES",
        "Allow cloudwatch:DescribeAlarms on cloudwatch alarm:~-dispatch-dead-letters-dev, cloudwatch alarm:~-verify-dead-letters-dev, cloudwatch alarm:~-poll-dead-letters-dev, cloudwatch alarm:~-notify-dead-letters-dev, cloudwatch alarm:~-heartbeat-dev, cloudwatch alarm:~-ingress-throttles-dev, cloudwatch alarm:~-api-5xx-dev, cloudwatch alarm:~-api-4xx-dev",
        "Allow ssm:GetParameters on ssm parameter/~/dev/GITHUB_TOKEN, ssm parameter/~/dev/ADMISSION_KEY",
        "Allow logs:CreateLogStream, logs:PutLogEvents on logs log-group:/aws/lambda/~-dispatcher-dev:*",
      ]
    `);
  });

  it('verifier: it reads runs and never writes them', () => {
    expect(permissionsOf('verifier')).toMatchInlineSnapshot(`
      [
        "Allow sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on sqs ~-verify-dev",
        "Allow sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on sqs ~-poll-dev",
        "Allow sqs:SendMessage on sqs ~-verify-dev",
        "Allow sqs:SendMessage on sqs ~-poll-dev",
        "Allow sqs:SendMessage on sqs ~-dispatch-dev",
        "Allow dynamodb:GetItem on dynamodb table/~-runs-dev if ForAllValues:StringLike LeadingKeys: plan#*,tracking#* and Null LeadingKeys: false",
        "Allow dynamodb:Query on dynamodb table/~-runs-dev/index/collection-index if ForAllValues:StringLike LeadingKeys: tracking#open,tracking#ended and Null LeadingKeys: false and Null Attributes: false and ForAllValues:StringEquals Attributes: pk,collection,listed_at,summary,expires_at and StringEquals Select: SPECIFIC_ATTRIBUTES",
        "Allow ssm:GetParameters on ssm parameter/~/dev/GITHUB_TOKEN",
        "Allow logs:CreateLogStream, logs:PutLogEvents on logs log-group:/aws/lambda/~-verifier-dev:*",
      ]
    `);
  });

  it('notifier: it works its queue off and keeps what was posted', () => {
    expect(permissionsOf('notifier')).toMatchInlineSnapshot(`
      [
        "Allow sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ChangeMessageVisibility on sqs ~-notify-dev.fifo",
        "Allow sqs:SendMessage on sqs ~-dispatch-dev",
        "Allow dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on dynamodb table/~-runs-dev if ForAllValues:StringLike LeadingKeys: message#* and Null LeadingKeys: false",
        "Allow ssm:GetParameters on ssm parameter/~/dev/DISCORD_BOT_TOKEN",
        "Allow logs:CreateLogStream, logs:PutLogEvents on logs log-group:/aws/lambda/~-notifier-dev:*",
      ]
    `);
  });
});

it('lets schedules send to the queue of the dispatcher, and nothing else', () => {
  expect(permissionsOf('schedules')).toEqual(['Allow sqs:SendMessage on sqs ~-dispatch-dev']);
});

describe.each([
  ['dev', world],
  ['prod', await runProgram('prod')],
])('every policy in stage %s', (_, world) => {
  it('allows exact actions on exact ARNs; only the streams of a log have no names beforehand', () => {
    for (const { name } of resourcesOf(world, 'policy')) {
      const statements = statementsOf(world, name);
      expect(statements.flatMap(({ Action }) => Action).join()).not.toContain('*');
      const resources = statements.flatMap(({ Resource }) => Resource);
      expect(resources.filter((arn) => arn.includes('*') && !/:log-group:[^*]+:\*$/.test(arn))).toEqual([]);
    }
  });

  it('belongs to a role whose name Pulumi makes unique, so that a stage may be in two regions of an account', () => {
    for (const { inputs } of resourcesOf(world, 'role')) expect(inputs).not.toHaveProperty('name');
  });

  it('belongs to a role of its own, which only Lambda may take on, or schedules of this account', () => {
    const roles = resourcesOf(world, 'policy').map(({ inputs }) => inputs['role']);
    expect(roles).toHaveLength(5);
    expect(new Set(roles)).toEqual(new Set(resourcesOf(world, 'role').map(({ name }) => `${name}-id`)));
    for (const { name, inputs } of resourcesOf(world, 'role')) {
      if (name === 'schedules-role') expect(inputs['assumeRolePolicy']).toBe(OF_SCHEDULES);
      else
        expect(inputs['assumeRolePolicy']).toBe(
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"lambda.amazonaws.com"}}]}',
        );
    }
  });
});

const OF_SCHEDULES =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"scheduler.amazonaws.com"},"Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}';

it('adds, in a VPC, only what Lambda needs for its network interfaces, which AWS scopes to no resource', async () => {
  const inVpc = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, vpc: 'true' });
  for (const service of ['dispatcher', 'verifier', 'notifier']) {
    const outside = statementsOf(world, `${service}-policy`).map((statement) => JSON.stringify(statement));
    const added = statementsOf(inVpc, `${service}-policy`).filter((one) => !outside.includes(JSON.stringify(one)));
    expect(added).toEqual([{ Effect: 'Allow', Action: NETWORK_INTERFACES, Resource: ['*'] }]);
  }
  expect(statementsOf(inVpc, 'ingress-policy')).toEqual(statementsOf(world, 'ingress-policy'));
});

it('adds, where X-Ray traces the functions, only what Lambda sends it, which AWS scopes to no resource', async () => {
  const traced = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, tracing: 'true' });
  for (const service of ['ingress', 'dispatcher', 'verifier', 'notifier']) {
    const before = statementsOf(world, `${service}-policy`).map((statement) => JSON.stringify(statement));
    const added = statementsOf(traced, `${service}-policy`).filter((one) => !before.includes(JSON.stringify(one)));
    expect(added).toEqual([
      { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: ['*'] },
    ]);
  }
});

const NETWORK_INTERFACES = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

it('lets the API call ingress by its two routes and nothing else', () => {
  const route = (name: string) => inputsOf(world, `ingress-${name}-permission`);
  const called = { action: 'lambda:InvokeFunction', function: 'valine-orchestrator-ingress-dev' };
  const permission = { ...called, principal: 'apigateway.amazonaws.com' };
  const api = 'arn:aws:execute-api:eu-central-1:123456789012:ingress-api-id';
  expect(route('discord')).toEqual({ ...permission, sourceArn: `${api}/*/POST/discord` });
  expect(route('webhook')).toEqual({ ...permission, sourceArn: `${api}/*/POST/github/webhook` });
});
