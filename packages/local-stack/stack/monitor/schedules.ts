/** Schedules of EventBridge Scheduler that put a message on a queue. */
import { arnOf } from '../account/arn.ts';
import { type Create, nameOf, recordOf, textOf } from './resource.ts';

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export const createSchedule: Create = (resource, { account }) => {
  const name = nameOf(resource);
  const target = recordOf(resource.inputs['target']);
  account.schedules.set(name, {
    name,
    everyMs: periodOf(textOf(resource, 'scheduleExpression')),
    queueName: String(target['arn']).split(':').at(-1) ?? '',
    roleName: String(target['roleArn']).split('/').at(-1) ?? '',
    input: String(target['input'] ?? ''),
    isOff: resource.inputs['state'] === 'DISABLED',
  });
  return { id: name, outputs: { name, arn: arnOf('scheduler', account.region, `schedule/default/${name}`) } };
};

function periodOf(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const period = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (Number.isNaN(period)) throw new Error(unknownExpressionMessage(expression));
  return period;
}

function unknownExpressionMessage(expression: string): string {
  return `The local stack knows rate(… minutes, hours or days), not the schedule ${expression}: teach it in packages/local-stack/stack/monitor/schedules.ts.`;
}
