/** A watched metric and the alarm on it, whose description tells an operator what to do. */
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Configuration } from '../configuration.ts';

export type Metric = {
  namespace: 'AWS/ApiGateway' | 'AWS/DynamoDB' | 'AWS/Lambda' | 'AWS/SQS' | `Valine/${string}`;
  metric: string;
  dimensions: Record<string, pulumi.Input<string>>;
  statistic: 'Maximum' | 'Sum';
};

export type Watch = Metric & {
  /** What it is called: kebab-case, and unique in a stage. */
  key: string;
  description: string;
  /** The alarm goes off when a period of five minutes is above it. */
  threshold: number;
};

export function createAlarm(watch: Watch, stage: string, topic: aws.sns.Topic, parent: pulumi.Resource): void {
  new aws.cloudwatch.MetricAlarm(
    `${watch.key}-alarm`,
    {
      name: `valine-orchestrator-${watch.key}-${stage}`,
      alarmDescription: watch.description,
      namespace: watch.namespace,
      metricName: watch.metric,
      dimensions: watch.dimensions,
      statistic: watch.statistic,
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: watch.threshold,
      treatMissingData: 'notBreaching',
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    },
    { parent },
  );
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
