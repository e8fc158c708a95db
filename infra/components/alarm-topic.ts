/** Where alarms go when they go off and when they are over: a topic, and a mailbox if one is configured. */
import * as aws from '@pulumi/aws';
import type { Configuration } from '../configuration.ts';

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
