/** A watched metric and the alarm on it, whose description tells an operator what to do. */
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { type AlarmKey, alarmName } from '@valine/settings';
import type { Configuration } from '../configuration.ts';

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
