/** Schedules of EventBridge Scheduler that put a message on a queue. */
import { arnOf } from '../account/arn.ts';
import { nextDueOf } from './cron.ts';
import { type Create, nameOf, recordOf, textOf } from './resource.ts';

export const createSchedule: Create = (resource, { account }) => {
  const name = nameOf(resource);
  const target = recordOf(resource.inputs['target']);
  account.schedules.set(name, {
    name,
    nextDue: nextDueOf(textOf(resource, 'scheduleExpression'), zoneOf(resource)),
    queueName: String(target['arn']).split(':').at(-1) ?? '',
    roleName: String(target['roleArn']).split('/').at(-1) ?? '',
    input: String(target['input'] ?? ''),
    isOff: resource.inputs['state'] === 'DISABLED',
  });
  return { id: name, outputs: { name, arn: arnOf('scheduler', account.region, `schedule/default/${name}`) } };
};

function zoneOf({ inputs }: Parameters<Create>[0]): string {
  return typeof inputs['scheduleExpressionTimezone'] === 'string' ? inputs['scheduleExpressionTimezone'] : 'UTC';
}
