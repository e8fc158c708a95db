/** `schedule.due`: has done what a schedule is for, once for each of its slots. */
import type { ScheduleDue } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, scheduleId } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { makeReport } from '../reports/report.ts';
import { afterSlot, type Due, findDue, type Given, judge, type Outcome } from '../slot/decide.ts';
import { channelOf, reportNotification } from '../slot/notifications.ts';
import { leftOutMessage } from './messages.ts';
import { startPlan } from './start-plan.ts';
import { startWatch } from './start-watch.ts';

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

/** Doing it again changes nothing. @throws RetryLater while GitHub is away */
async function carryOut(ports: Ports, given: Given): Promise<Outcome> {
  const { entry, slot, team, channelId } = given;
  switch (entry.do) {
    case 'morning':
    case 'evening':
    case 'digest': {
      const messages = [reportNotification(given, channelId, await makeReport(ports, entry.do, slot, team))];
      return () => ({ messages });
    }
    case 'plan':
      return startPlan(ports, given);
    case 'diagnose':
    case 'verify':
      return startWatch(ports, given);
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
