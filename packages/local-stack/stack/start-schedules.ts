/** Sends what schedules send, by the clock or at once, as their role may. */
import type { Logger } from '@valine/lambda-kit';
import type { Account, ScheduleDefinition } from './account/account.ts';
import { ACCOUNT_ID } from './account/arn.ts';
import type { QueueEngine } from './engines/queue-engine.ts';
import { findDenial } from './gateway/answer-call.ts';

type Parts = { account: Account; queues: QueueEngine; log: Logger };

export type Schedules = {
  /** As if it were due at that time (ISO 8601), or now. @throws for a schedule that there is not, and where its role may not send */
  fire(name: string, dueAt?: string): Promise<void>;
  stop(): void;
};

export function startSchedules(parts: Parts): Schedules {
  const { schedules } = parts.account;
  const timers = new Set<NodeJS.Timeout>();
  for (const schedule of schedules.values()) if (!schedule.isOff) keepSending(parts, schedule, timers);
  return {
    async fire(name, dueAt) {
      const schedule = schedules.get(name);
      if (schedule === undefined) throw new Error(unknownScheduleMessage(name, [...schedules.keys()]));
      await send(parts, schedule, dueAt);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** A timer takes no more than 24 days. */
const LONGEST_MS = 86_400_000;

function keepSending(
  parts: Parts,
  schedule: ScheduleDefinition,
  timers: Set<NodeJS.Timeout>,
  after = Date.now(),
): void {
  const due = schedule.nextDue(after);
  if (due === undefined) return;
  const left = due - Date.now();
  const timer = setTimeout(
    () => {
      timers.delete(timer);
      if (left > LONGEST_MS) return keepSending(parts, schedule, timers, after);
      send(parts, schedule, slotText(due)).catch((error: unknown) =>
        parts.log.error('a schedule could not send', { error }),
      );
      // A laptop that slept does not make up for all that was due.
      const isBehind = (schedule.nextDue(due) ?? Infinity) < Date.now();
      keepSending(parts, schedule, timers, isBehind ? Date.now() : due);
    },
    Math.min(Math.max(left, 0), LONGEST_MS),
  );
  timers.add(timer.unref());
}

/** As AWS writes it: in whole seconds. */
function slotText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

async function send(
  { account, queues }: Parts,
  { name, queueName, roleName, input }: ScheduleDefinition,
  dueAt = slotText(Date.now()),
) {
  const role = account.roles.get(roleName);
  if (role === undefined || !role.trustPolicy.includes('scheduler.amazonaws.com'))
    throw new Error(`The schedule ${name} has no role that EventBridge Scheduler may take on.`);
  const caller = {
    principal: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/${roleName}/${name}`,
    statements: [...role.policies.values()].flat(),
  };
  const QueueUrl = `http://127.0.0.1/${ACCOUNT_ID}/${queueName}`;
  const denied = findDenial(account, caller, 'sqs', 'SendMessage', { QueueUrl });
  if (denied !== undefined) throw new Error(denied);
  const MessageBody = input.replaceAll('<aws.scheduler.scheduled-time>', dueAt);
  const reply = await queues.call('SendMessage', { QueueUrl, MessageBody });
  if (reply.status !== 200) throw new Error(`The schedule ${name} could not send: ${reply.body}`);
}

function unknownScheduleMessage(name: string, known: readonly string[]): string {
  return `There is no schedule ${name}. There are: ${known.join(', ')}.`;
}
