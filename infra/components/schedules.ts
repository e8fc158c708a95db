/** What comes by the clock: each schedule puts its message on a queue, by one role that may do nothing else. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { parseSettings, roleNamePrefix, scheduleName } from '@valine/settings';
import { cronOf } from '@valine/settings/calendar';
import { policyDocument } from '../policies.ts';
import type { WorkQueue } from './work-queue.ts';

export type ScheduleArgs = {
  /** Begins the id of each message. */
  key: string;
  /** `rate(1 hour)`, or `cron(0 9 ? * MON-FRI *)`. */
  expression: string;
  /** In which a `cron(…)` is meant, of the tz database; UTC where absent. */
  timeZone?: string;
  to: WorkQueue;
  /** Type of the message, which carries an id and the slot besides. */
  type: string;
  /** What else it carries. */
  about?: Record<string, string>;
};

/** When it was due, `2026-11-30T20:00:00Z`: the same however often AWS tries to deliver it. */
const SLOT = '<aws.scheduler.scheduled-time>';

/** After an hour the next one is due. */
const RETRIES = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 };

export class Schedules extends pulumi.ComponentResource {
  readonly names: pulumi.Output<string[]>;

  constructor(
    name: string,
    { stage, schedules }: { stage: string; schedules: readonly ScheduleArgs[] },
    options?: pulumi.ComponentResourceOptions,
  ) {
    super('valine:infra:Schedules', name, {}, options);
    const inside = { parent: this };
    const queues = [...new Set(schedules.map(({ to }) => to))];
    const trusted = { namePrefix: roleNamePrefix('schedules', stage), assumeRolePolicy: trustOf(queues) };
    const role = new aws.iam.Role(`${name}-role`, trusted, inside);
    const granted = queues.map(({ queue }) => ({ actions: ['sqs:SendMessage'], resources: [queue.arn] }));
    const policy = new aws.iam.RolePolicy(`${name}-policy`, { role: role.id, policy: policyDocument(granted) }, inside);
    const made = schedules.map(({ key, expression, timeZone, to, type, about }) => {
      const target = {
        arn: to.queue.arn,
        roleArn: role.arn,
        input: JSON.stringify({ type, id: `${key} ${SLOT}`, slot: SLOT, ...about }),
        retryPolicy: RETRIES,
      };
      const zone = timeZone === undefined ? {} : { scheduleExpressionTimezone: timeZone };
      const when = { scheduleExpression: expression, ...zone, flexibleTimeWindow: { mode: 'OFF' } };
      return new aws.scheduler.Schedule(
        `${name}-${key}`,
        { name: scheduleName(key, stage), ...when, target },
        { parent: this, dependsOn: [policy] },
      );
    });
    this.names = pulumi.all(made.map((schedule) => schedule.name));
    this.registerOutputs();
  }
}

/** Those that the team has set in `SCHEDULES`. Whoever takes their messages leaves holidays out. */
export function teamSchedules(given: string | undefined, to: WorkQueue): ScheduleArgs[] {
  if (given === undefined) return [];
  const { SCHEDULES: team } = parseSettings({ SCHEDULES: given }, ['SCHEDULES']);
  return team.entries.map((entry) => ({
    key: `due-${entry.name}`,
    expression: cronOf(entry, team),
    timeZone: team.time_zone,
    to,
    type: 'schedule.due',
    about: { schedule: entry.name },
  }));
}

/** Only for schedules of this account, whose number stands in the ARN of each of its queues. */
function trustOf([first]: readonly WorkQueue[]): pulumi.Input<string> {
  if (first === undefined) throw new Error('Schedules without a schedule: leave the component out.');
  return pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': first.queue.arn.apply((arn) => arn.split(':')[4] ?? '') } },
      },
    ],
  });
}
