/** Alarms, the dashboard, and the outputs people and tools go on with. */
import { expect, it } from 'vitest';
import { inputsOf, resourcesOf, textOf } from './find-resources.ts';
import { CONFIGURATION, runProgram, SECRETS } from './run-program.ts';

const world = await runProgram('dev');
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:valine-orchestrator-alarms-dev';

/** `name metric statistic > threshold dimensions`, in alphabetical order. */
const alarms = resourcesOf(world, 'alarm')
  .map(({ inputs: { name, metricName, statistic, threshold, dimensions } }) =>
    [name, metricName, statistic, '>', threshold, JSON.stringify(dimensions)].join(' '),
  )
  .toSorted();

it('has alarms for what has to be heard where our own code is dead, eight at most: each has its price', () => {
  expect(alarms).toMatchInlineSnapshot(`
    [
      "valine-orchestrator-api-4xx-dev 4xx Sum > 30 {"ApiId":"ingress-api-id"}",
      "valine-orchestrator-api-5xx-dev 5xx Sum > 0 {"ApiId":"ingress-api-id"}",
      "valine-orchestrator-dispatch-dead-letters-dev ApproximateNumberOfMessagesVisible Maximum > 0 {"QueueName":"valine-orchestrator-dispatch-dlq-dev"}",
      "valine-orchestrator-heartbeat-dev NumberOfMessagesDeleted Sum > 1 {"QueueName":"valine-orchestrator-dispatch-dev"}",
      "valine-orchestrator-ingress-throttles-dev Throttles Sum > 0 {"FunctionName":"valine-orchestrator-ingress-dev"}",
      "valine-orchestrator-notify-dead-letters-dev ApproximateNumberOfMessagesVisible Maximum > 0 {"QueueName":"valine-orchestrator-notify-dlq-dev.fifo"}",
      "valine-orchestrator-poll-dead-letters-dev ApproximateNumberOfMessagesVisible Maximum > 0 {"QueueName":"valine-orchestrator-poll-dlq-dev"}",
      "valine-orchestrator-verify-dead-letters-dev ApproximateNumberOfMessagesVisible Maximum > 0 {"QueueName":"valine-orchestrator-verify-dlq-dev"}",
    ]
  `);
  expect(alarms.length).toBeLessThanOrEqual(8);
});

it('has an alarm for silence as well: a sweep comes every five minutes', () => {
  const { inputs } = only(
    resourcesOf(world, 'alarm').filter(({ inputs: { name } }) => String(name).includes('heartbeat')),
  );
  expect(inputs).toMatchObject({
    period: 900,
    threshold: 1,
    comparisonOperator: 'LessThanThreshold',
    treatMissingData: 'breaching',
  });
});

function only<T>([one, ...others]: readonly T[]): T {
  if (one === undefined || others.length > 0) throw new Error('there should be one of it');
  return one;
}

it('tells a topic when an alarm goes off and when it is over, and what to do about it', () => {
  for (const { inputs } of resourcesOf(world, 'alarm')) {
    expect(inputs).toMatchObject({ alarmActions: [TOPIC], okActions: [TOPIC] });
    expect(textOf(inputs, 'alarmDescription')).toMatch(/: .+/);
  }
});

it('hands the error lines of every log to the dispatcher, which nobody else may hand any', () => {
  const services = ['ingress', 'dispatcher', 'verifier', 'notifier'];
  const group = (service: string) => `/aws/lambda/valine-orchestrator-${service}-dev`;
  const destinationArn = 'arn:aws:lambda:eu-central-1:123456789012:function:valine-orchestrator-dispatcher-dev';
  expect(resourcesOf(world, 'filter').map(({ inputs }) => inputs)).toEqual(
    services.map((service) => ({
      ...{ name: 'error-lines', filterPattern: '{ $.level = "error" }', destinationArn },
      logGroup: group(service),
    })),
  );
  for (const service of services)
    expect(inputsOf(world, `errors-${service}-permission`)).toEqual({
      ...{ action: 'lambda:InvokeFunction', function: 'valine-orchestrator-dispatcher-dev' },
      ...{ principal: 'logs.amazonaws.com' },
      sourceArn: `arn:aws:logs:eu-central-1:123456789012:log-group:${group(service)}:*`,
    });
});

const QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:valine-orchestrator-dispatch-dev';

it('writes to the dispatch queue, and to a mailbox where one is configured', async () => {
  const heard = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, alarmEmail: 'ops@shop.example' });
  const toQueue = { topic: TOPIC, protocol: 'sqs', endpoint: QUEUE, rawMessageDelivery: true };
  expect(resourcesOf(world, 'subscription').map(({ inputs }) => inputs)).toEqual([toQueue]);
  expect(resourcesOf(heard, 'subscription').map(({ inputs }) => inputs)).toEqual([
    { topic: TOPIC, protocol: 'email', endpoint: 'ops@shop.example' },
    toQueue,
  ]);
});

it('lets nobody but that topic write to the dispatch queue from outside', () => {
  const { Statement } = JSON.parse(textOf(inputsOf(world, 'alarms-policy'), 'policy'));
  expect(Statement).toEqual([
    {
      ...{ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: QUEUE },
      Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
    },
  ]);
});

const { widgets } = JSON.parse(textOf(inputsOf(world, 'observability-dashboard'), 'dashboardBody'));

it('answers four questions, and draws every metric an alarm watches', () => {
  const drawn = JSON.stringify(widgets);
  for (const { inputs } of resourcesOf(world, 'alarm')) expect(drawn).toContain(`"${inputs['metricName']}"`);
  expect(widgets.map((widget: { properties: { title: string } }) => widget.properties.title)).toMatchInlineSnapshot(`
    [
      "Is it working? SQS: NumberOfMessagesDeleted",
      "Is it working? Lambda: Throttles",
      "Is it working? ApiGateway: 5xx",
      "Is it working? ApiGateway: 4xx",
      "Is it working? SQS: ApproximateNumberOfMessagesVisible",
      "Is it working? Lambda: Errors",
      "Is it slow? Lambda: Duration",
      "Who waits? SQS: ApproximateAgeOfOldestMessage",
      "What does it cost? ApiGateway: Count",
      "What does it cost? Lambda: Invocations",
      "What does it cost? SQS: NumberOfMessagesSent",
      "What does it cost? DynamoDB: ConsumedReadCapacityUnits",
      "What does it cost? DynamoDB: ConsumedWriteCapacityUnits",
    ]
  `);
});

it('draws two charts a row, with a line for each queue, function or table', () => {
  expect(widgets[1]).toMatchObject({ type: 'metric', x: 12, y: 0, width: 12, height: 6 });
  expect(widgets[1].properties).toMatchObject({ region: 'eu-central-1', period: 300, view: 'timeSeries' });
  const { properties } = widgets.find(({ properties: { title } }: Widget) => title.startsWith('Who waits?'));
  expect(properties.metrics).toEqual(
    ['dispatch-dev', 'verify-dev', 'poll-dev', 'notify-dev.fifo'].map((queue) => [
      ...['AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName', `valine-orchestrator-${queue}`],
      { stat: 'Maximum' },
    ]),
  );
});

type Widget = { properties: { title: string } };

it('saves the questions that the logs answer, over the logs of all functions', () => {
  const queries = resourcesOf(world, 'query').map(({ inputs }) => inputs);
  expect(queries.map(({ name }) => name)).toMatchInlineSnapshot(`
    [
      "valine-orchestrator/dev/one trace",
      "valine-orchestrator/dev/errors",
      "valine-orchestrator/dev/what is slow",
      "valine-orchestrator/dev/who waits",
      "valine-orchestrator/dev/what it does",
    ]
  `);
  for (const { logGroupNames } of queries) expect(logGroupNames).toHaveLength(4);
});

it('gives out what is pasted into Discord and GitHub, and what operating tools look up', () => {
  expect(world.outputs).toMatchInlineSnapshot(`
    {
      "alarmTopicArn": "arn:aws:sns:eu-central-1:123456789012:valine-orchestrator-alarms-dev",
      "dashboardUrl": "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/valine-orchestrator-dev-eu-central-1",
      "dispatchDeadLetterQueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-dispatch-dlq-dev",
      "dispatchQueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-dispatch-dev",
      "interactionsUrl": "https://ingress-api.example/discord",
      "notifyDeadLetterQueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-notify-dlq-dev.fifo",
      "notifyQueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-notify-dev.fifo",
      "pollDeadLetterQueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-poll-dlq-dev",
      "pollQueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-poll-dev",
      "scheduleNames": [
        "valine-orchestrator-set-up-check-dev",
        "valine-orchestrator-sweep-dev",
      ],
      "tableName": "valine-orchestrator-runs-dev",
      "verifyDeadLetterQueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-verify-dlq-dev",
      "verifyQueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-verify-dev",
      "webhookUrl": "https://ingress-api.example/github/webhook",
    }
  `);
});

it('gives the workers, and only them, a fixed address when `vpc` is set', async () => {
  const inVpc = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, vpc: 'true' });
  const place = { subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['network-outwards-id'] };
  for (const service of ['dispatcher', 'verifier', 'notifier']) {
    expect(inputsOf(inVpc, `${service}-function`)['vpcConfig']).toEqual(place);
    expect(textOf(inputsOf(inVpc, `${service}-policy`), 'policy')).toContain('ec2:CreateNetworkInterface');
  }
  expect(inputsOf(inVpc, 'ingress-function')).not.toHaveProperty('vpcConfig');
  expect(inVpc.outputs).toMatchObject({ outgoingAddresses: ['198.51.100.7'] });
});
