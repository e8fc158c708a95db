/** A watched metric and the alarm on it, whose description tells an operator what to do. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { ALARMS, type AlarmKey, alarmName } from '@valine/settings';
import type { Configuration } from '../configuration.ts';
import type { Grant } from '../policies.ts';

export type Metric = {
  namespace: 'AWS/ApiGateway' | 'AWS/DynamoDB' | 'AWS/Lambda' | 'AWS/SQS';
  metric: string;
  dimensions: Record<string, pulumi.Input<string>>;
  statistic: 'Maximum' | 'Sum';
};

export type Watch = Metric & {
  key: AlarmKey;
  description: string;
  /** The alarm goes off when a period is above it, or where `quietMinutes` is given, below. */
  threshold: number;
  /** The period: what falls silent for so long is an alarm as well. Without it the period is five minutes, and silence is fine. */
  quietMinutes?: number;
};

export function createAlarm(watch: Watch, stage: string, topic: aws.sns.Topic, parent: pulumi.Resource): void {
  new aws.cloudwatch.MetricAlarm(
    `${watch.key}-alarm`,
    {
      name: alarmName(watch.key, stage),
      alarmDescription: watch.description,
      namespace: watch.namespace,
      metricName: watch.metric,
      dimensions: watch.dimensions,
      statistic: watch.statistic,
      evaluationPeriods: 1,
      threshold: watch.threshold,
      ...(watch.quietMinutes === undefined
        ? { period: 300, comparisonOperator: 'GreaterThanThreshold', treatMissingData: 'notBreaching' }
        : { period: watch.quietMinutes * 60, comparisonOperator: 'LessThanThreshold', treatMissingData: 'breaching' }),
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    },
    { parent },
  );
}

/** Alarms reach the dispatcher as well, which asks CloudWatch itself how they stand: on this queue, from this topic alone. */
export function hearAlarms(topic: aws.sns.Topic, { queue }: { queue: aws.sqs.Queue }): void {
  const policy = new aws.sqs.QueuePolicy(
    'alarms-policy',
    {
      queueUrl: queue.url,
      policy: pulumi.jsonStringify({
        Version: '2012-10-17',
        Statement: [
          {
            ...{ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' },
            Resource: queue.arn,
            Condition: { ArnEquals: { 'aws:SourceArn': topic.arn } },
          },
        ],
      }),
    },
    { parent: topic },
  );
  new aws.sns.TopicSubscription(
    'alarms-queue',
    { topic: topic.arn, protocol: 'sqs', endpoint: queue.arn, rawMessageDelivery: true },
    { parent: topic, dependsOn: [policy] },
  );
}

/** To ask how they stand: of those of this stage alone, which lie where their topic does. */
export function askingForAlarms(topic: aws.sns.Topic, stage: string): Grant {
  const home = topic.arn.apply((arn) => arn.split(':'));
  const arnOf = (key: AlarmKey) =>
    home.apply(
      ([, partition, , region, account]) =>
        `arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarmName(key, stage)}`,
    );
  return { actions: ['cloudwatch:DescribeAlarms'], resources: ALARMS.map(arnOf) };
}

/** AWS writes to the mailbox once and asks for a confirmation; until then nothing else arrives there. */
export function createAlarmTopic({ stage, alarmEmail }: Configuration): aws.sns.Topic {
  const topic = new aws.sns.Topic('alarms', { name: `valine-orchestrator-alarms-${stage}` });
  if (alarmEmail !== undefined) {
    new aws.sns.TopicSubscription(
      'alarms-email',
      { topic: topic.arn, protocol: 'email', endpoint: alarmEmail },
      { parent: topic },
    );
  }
  return topic;
}
