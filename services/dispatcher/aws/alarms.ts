/** Alarms of CloudWatch: what it sends when one changes, how it is asked how they stand, and where people see them. */

import type { SqsEvent } from '@valine/lambda-kit/aws';
import { ALARMS, alarmName, PROJECT } from '@valine/settings';
import type { AlarmState } from '../ports.ts';

/** What SNS puts on the queue is CloudWatch's own JSON: it becomes a message of ours, which says nothing of what it said. */
export function withAlarmsTranslated(event: SqsEvent): SqsEvent {
  if (!event.Records.some(({ body }) => isAlarm(body))) return event;
  const Records = event.Records.map((record) =>
    isAlarm(record.body) ? { ...record, body: JSON.stringify({ type: 'alarm.due', id: record.messageId }) } : record,
  );
  return { Records };
}

/** Ours begin with their type, and have no such field; a text in one of ours has its quotes escaped. */
function isAlarm(body: string): boolean {
  return body.startsWith('{"AlarmName":');
}

type Where = { stage: string; region: string };

/** The client is loaded when it is first asked. */
export function readAlarms({ stage, region }: Where): () => Promise<AlarmState[]> {
  const keys = new Map(ALARMS.map((key) => [alarmName(key, stage), key]));
  return async () => {
    const { describeAlarms } = await import('@valine/lambda-kit/aws/describe-alarms');
    const found = await describeAlarms([...keys.keys()]);
    return found.flatMap(({ name, state, description }) => {
      const key = keys.get(name);
      return key === undefined ? [] : [{ key, state, description, ...linksOf(name, { stage, region }) }];
    });
  };
}

function linksOf(name: string, { stage, region }: Where): Pick<AlarmState, 'url' | 'dashboardUrl'> {
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return {
    url: `${console}#alarmsV2:alarm/${name}`,
    dashboardUrl: `${console}#dashboards/dashboard/${PROJECT}-${stage}-${region}`,
  };
}
