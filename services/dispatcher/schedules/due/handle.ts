/** `schedule.due`: has done what a schedule is for, once for each of its slots. */
import type { ScheduleDue } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, scheduleId } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { afterSlot, type Due, findDue, judge, type Outcome } from '../slot/decide.ts';
import { channelOf, reportNotification } from '../slot/notifications.ts';
import { carryOut } from './carry-out.ts';
import { leftOutMessage } from './messages.ts';

/**
 * What the slot brings about has ids made from the slot, and is done before the record says so: a copy that comes in
 * between does it again, which changes nothing. What is said stands in the record's outbox.
 * @throws RetryLater while GitHub is away
 */
export async function handleScheduleDue(ports: Ports, message: ScheduleDue): Promise<void> {
  const { store, clock, logger, settings } = ports;
  const { schedules: team } = settings;
  const due = findDue(team, message);
  if (team === undefined || due === undefined) return;
  const channelId = channelOf(settings, due.entry);
  if (channelId === undefined) {
    logger.warn('a schedule has no channel: set DISCORD_CHANNEL_ID, or its own', { slot: due.slot.id });
    return;
  }
  const record = await store.find('schedule', scheduleId(due.entry.name));
  const verdict = judge(record, due.slot, clock.now());
  switch (verdict) {
    case 'do':
      return finish(ports, due, await carryOut(ports, { ...due, team, channelId }));
    case 'late':
      logger.warn('a slot of a schedule was left out: it came too late', { slot: due.slot.id });
      return finish(ports, due, () => ({ messages: [reportNotification(due, channelId, leftOutMessage(due))] }));
    case 'done':
      return record && flushOutbox(ports, record);
    default:
      logger.warn('a slot of a schedule that is not due now', { slot: due.slot.id, verdict });
  }
}

async function finish(ports: Ports, due: Due, outcome: Outcome): Promise<void> {
  const id = scheduleId(due.entry.name);
  const { record } = await changeRecord(ports.store, 'schedule', id, (found) => {
    const next = afterSlot(found, due, outcome, ports.clock.now());
    return next === undefined ? { verdict: undefined } : { next, verdict: undefined };
  });
  if (record !== undefined) await flushOutbox(ports, record);
}
