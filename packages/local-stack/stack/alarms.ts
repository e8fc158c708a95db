/** Alarms of CloudWatch without their metrics: somebody says how one stands, and its topics hear of it. */
import type { Logger } from '@valine/lambda-kit';
import type { Account, AlarmDefinition } from './account/account.ts';
import { ACCOUNT_ID, arnOf } from './account/arn.ts';
import type { QueueEngine } from './engines/queue-engine.ts';

const ALARM_STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
type State = (typeof ALARM_STATES)[number];

type Parts = { account: Account; queues: QueueEngine; log: Logger };

/** As if its metric had crossed the threshold. Nothing is told of one that stands so already. @throws for an alarm that there is not */
export async function setAlarm({ account, queues, log }: Parts, name: string, given: string): Promise<void> {
  const alarm = account.alarms.get(name);
  const state = ALARM_STATES.find((known) => known === given);
  if (alarm === undefined) throw new Error(unknownAlarmMessage(name, [...account.alarms.keys()]));
  if (state === undefined) throw new Error(`An alarm is ${ALARM_STATES.join(', ')}, not "${given}".`);
  if (alarm.state === state) return;
  const text = JSON.stringify(changeOf(account, alarm, state));
  alarm.state = state;
  for (const topicArn of state === 'OK' ? alarm.okActions : state === 'ALARM' ? alarm.alarmActions : [])
    await publish({ account, queues, log }, topicArn, text);
}

/** What CloudWatch tells of it. */
function changeOf({ region }: Account, { name, description, state }: AlarmDefinition, next: State) {
  return {
    AlarmName: name,
    AlarmDescription: description,
    AWSAccountId: ACCOUNT_ID,
    NewStateValue: next,
    NewStateReason: 'somebody has said so on the local stack',
    StateChangeTime: new Date().toISOString(),
    Region: region,
    AlarmArn: arnOf('cloudwatch', region, `alarm:${name}`),
    OldStateValue: state,
  };
}

/** By SNS, to the queues that are subscribed; a mailbox there is not. */
async function publish({ account, queues, log }: Parts, topicArn: string, text: string): Promise<void> {
  const heard = account.subscriptions.filter((one) => one.topicArn === topicArn && one.protocol === 'sqs');
  for (const { endpoint, isRaw } of heard) {
    const queueName = endpoint.split(':').at(-1) ?? '';
    if (!isLetIn(account.queuePolicies.get(queueName), topicArn, endpoint)) {
      log.error(`${topicArn} may not send to ${endpoint}: the queue needs a policy that lets sns.amazonaws.com.`);
      continue;
    }
    const MessageBody = isRaw ? text : JSON.stringify({ Type: 'Notification', TopicArn: topicArn, Message: text });
    await queues.call('SendMessage', { QueueUrl: `http://127.0.0.1/${ACCOUNT_ID}/${queueName}`, MessageBody });
  }
}

/** `policy`: JSON, of the queue. Knows the one form that a policy for a topic has. */
function isLetIn(policy: string | undefined, topicArn: string, queueArn: string): boolean {
  const { Statement = [] } = Object(JSON.parse(policy ?? '{}'));
  return [Statement].flat().some((statement) => {
    const { Effect, Principal, Action, Resource, Condition } = Object(statement);
    const isOurs = Object(Object(Condition).ArnEquals)['aws:SourceArn'] === topicArn;
    const isService = Object(Principal).Service === 'sns.amazonaws.com';
    return Effect === 'Allow' && isService && Action === 'sqs:SendMessage' && Resource === queueArn && isOurs;
  });
}

function unknownAlarmMessage(name: string, known: readonly string[]): string {
  return `There is no alarm ${name}. There are: ${known.join(', ')}.`;
}
