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
const isOfFunction = (alarm: string) => /\{"(FunctionName|service)"/.test(alarm);

it('has an alarm for everything that can go wrong unseen in a function', () => {
  expect(alarms.filter(isOfFunction)).toMatchInlineSnapshot(`
    [
      "valine-orchestrator-dispatcher-errors-dev Errors Sum > 0 {"FunctionName":"valine-orchestrator-dispatcher-dev"}",
      "valine-orchestrator-dispatcher-logged-errors-dev LoggedErrors Sum > 0 {"service":"dispatcher"}",
      "valine-orchestrator-dispatcher-throttles-dev Throttles Sum > 0 {"FunctionName":"valine-orchestrator-dispatcher-dev"}",
      "valine-orchestrator-ingress-errors-dev Errors Sum > 0 {"FunctionName":"valine-orchestrator-ingress-dev"}",
      "valine-orchestrator-ingress-logged-errors-dev LoggedErrors Sum > 0 {"service":"ingress"}",
      "valine-orchestrator-ingress-throttles-dev Throttles Sum > 0 {"FunctionName":"valine-orchestrator-ingress-dev"}",
      "valine-orchestrator-notifier-errors-dev Errors Sum > 0 {"FunctionName":"valine-orchestrator-notifier-dev"}",
      "valine-orchestrator-notifier-logged-errors-dev LoggedErrors Sum > 0 {"service":"notifier"}",
      "valine-orchestrator-notifier-throttles-dev Throttles Sum > 0 {"FunctionName":"valine-orchestrator-notifier-dev"}",
      "valine-orchestrator-verifier-errors-dev Errors Sum > 0 {"FunctionName":"valine-orchestrator-verifier-dev"}",
      "valine-orchestrator-verifier-logged-errors-dev LoggedErrors Sum > 0 {"service":"verifier"}",
      "valine-orchestrator-verifier-throttles-dev Throttles Sum > 0 {"FunctionName":"valine-orchestrator-verifier-dev"}",
    ]
  `);
});

it('has an alarm for everything that can go wrong unseen around the functions', () => {
  expect(alarms.filter((alarm) => !isOfFunction(alarm))).toMatchInlineSnapshot(`
    [
      "valine-orchestrator-api-4xx-dev 4xx Sum > 30 {"ApiId":"ingress-api-id"}",
      "valine-orchestrator-api-5xx-dev 5xx Sum > 0 {"ApiId":"ingress-api-id"}",
      "valine-orchestrator-dispatch-dead-letters-dev ApproximateNumberOfMessagesVisible Maximum > 0 {"QueueName":"valine-orchestrator-dispatch-dlq-dev"}",
      "valine-orchestrator-dispatch-oldest-message-dev ApproximateAgeOfOldestMessage Maximum > 900 {"QueueName":"valine-orchestrator-dispatch-dev"}",
      "valine-orchestrator-index-read-throttles-dev ReadThrottleEvents Sum > 0 {"GlobalSecondaryIndexName":"collection-index","TableName":"valine-orchestrator-runs-dev"}",
      "valine-orchestrator-index-write-throttles-dev WriteThrottleEvents Sum > 0 {"GlobalSecondaryIndexName":"collection-index","TableName":"valine-orchestrator-runs-dev"}",
      "valine-orchestrator-notify-dead-letters-dev ApproximateNumberOfMessagesVisible Maximum > 0 {"QueueName":"valine-orchestrator-notify-dlq-dev.fifo"}",
      "valine-orchestrator-notify-oldest-message-dev ApproximateAgeOfOldestMessage Maximum > 900 {"QueueName":"valine-orchestrator-notify-dev.fifo"}",
      "valine-orchestrator-poll-dead-letters-dev ApproximateNumberOfMessagesVisible Maximum > 0 {"QueueName":"valine-orchestrator-poll-dlq-dev"}",
      "valine-orchestrator-poll-oldest-message-dev ApproximateAgeOfOldestMessage Maximum > 900 {"QueueName":"valine-orchestrator-poll-dev"}",
      "valine-orchestrator-table-read-throttles-dev ReadThrottleEvents Sum > 0 {"TableName":"valine-orchestrator-runs-dev"}",
      "valine-orchestrator-table-write-throttles-dev WriteThrottleEvents Sum > 0 {"TableName":"valine-orchestrator-runs-dev"}",
      "valine-orchestrator-verify-dead-letters-dev ApproximateNumberOfMessagesVisible Maximum > 0 {"QueueName":"valine-orchestrator-verify-dlq-dev"}",
      "valine-orchestrator-verify-oldest-message-dev ApproximateAgeOfOldestMessage Maximum > 900 {"QueueName":"valine-orchestrator-verify-dev"}",
    ]
  `);
});

it('tells a topic when an alarm goes off and when it is over, and what to do about it', () => {
  for (const { inputs } of resourcesOf(world, 'alarm')) {
    expect(inputs).toMatchObject({ alarmActions: [TOPIC], okActions: [TOPIC], treatMissingData: 'notBreaching' });
    expect(textOf(inputs, 'alarmDescription')).toMatch(/: .+/);
  }
});

it('counts the errors of every log: a worker answers for its messages itself, so Lambda counts none of them', () => {
  const counted = resourcesOf(world, 'filter').map(({ inputs: { logGroupName, pattern, metricTransformation } }) => ({
    logGroupName,
    pattern,
    ...JSON.parse(JSON.stringify(metricTransformation)),
  }));
  expect(counted).toEqual(
    ['ingress', 'dispatcher', 'verifier', 'notifier'].map((service) => ({
      logGroupName: `/aws/lambda/valine-orchestrator-${service}-dev`,
      pattern: '{ $.level = "error" }',
      name: 'LoggedErrors',
      namespace: 'Valine/dev',
      value: '1',
      unit: 'Count',
      dimensions: { service: '$.service' },
    })),
  );
});

it('has every alarm look at a metric that the program makes or AWS does', () => {
  const ours = resourcesOf(world, 'alarm').filter(({ inputs }) => !textOf(inputs, 'namespace').startsWith('AWS/'));
  expect(ours).toHaveLength(4);
  for (const { inputs } of ours) {
    expect(inputs).toMatchObject({ namespace: 'Valine/dev', metricName: 'LoggedErrors', threshold: 0 });
  }
});

it('writes to a mailbox where one is configured, else to nobody', async () => {
  const heard = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, alarmEmail: 'ops@shop.example' });
  expect(resourcesOf(world, 'subscription')).toEqual([]);
  expect(resourcesOf(heard, 'subscription').map(({ inputs }) => inputs)).toEqual([
    { topic: TOPIC, protocol: 'email', endpoint: 'ops@shop.example' },
  ]);
});

const { widgets } = JSON.parse(textOf(inputsOf(world, 'observability-dashboard'), 'dashboardBody'));

it('draws every metric an alarm watches, and the traffic beside it', () => {
  const drawn = JSON.stringify(widgets);
  for (const { inputs } of resourcesOf(world, 'alarm')) expect(drawn).toContain(`"${inputs['metricName']}"`);
  expect(widgets.map((widget: { properties: { title: string } }) => widget.properties.title)).toMatchInlineSnapshot(`
    [
      "ApiGateway: Count",
      "SQS: NumberOfMessagesSent",
      "Lambda: Invocations",
      "Lambda: Duration",
      "SQS: ApproximateNumberOfMessagesVisible",
      "SQS: ApproximateAgeOfOldestMessage",
      "Lambda: Errors",
      "Lambda: Throttles",
      "Valine/dev: LoggedErrors",
      "DynamoDB: ReadThrottleEvents",
      "DynamoDB: WriteThrottleEvents",
      "ApiGateway: 5xx",
      "ApiGateway: 4xx",
    ]
  `);
});

it('draws two charts a row, with a line for each queue, function or table', () => {
  expect(widgets[1]).toMatchObject({ type: 'metric', x: 12, y: 0, width: 12, height: 6 });
  expect(widgets[1].properties).toMatchObject({ region: 'eu-central-1', period: 300, view: 'timeSeries' });
  expect(widgets[1].properties.metrics).toEqual(
    ['dispatch-dev', 'verify-dev', 'poll-dev', 'notify-dev.fifo'].map((queue) => [
      'AWS/SQS',
      'NumberOfMessagesSent',
      'QueueName',
      `valine-orchestrator-${queue}`,
      { stat: 'Sum' },
    ]),
  );
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
