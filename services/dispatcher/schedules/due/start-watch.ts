/** What `/diagnose` and `/verify-latest` do, by a schedule: in the thread of its one message. */
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, newSchedule, type Restriction, type Schedule, scheduleId, trackingId } from '@valine/records';
import { findRestriction } from '../../operations/switches/switches.ts';
import type { Ports } from '../../ports.ts';
import { startTracking } from '../../workflows/tracking/start-tracking.ts';
import type { Given, Outcome } from '../slot/decide.ts';
import { actorOf, headNotification, reportNotification, underHead } from '../slot/notifications.ts';
import { headMessage } from '../watch/messages.ts';
import { enterAudit } from './enter-audit.ts';
import { lookForDeploy } from './look-for-deploy.ts';
import { pausedMessage } from './messages.ts';

/** Whatever is under way of the same, it is done: a schedule looks for itself. */
export async function startWatch(ports: Ports, given: Given): Promise<Outcome> {
  const { entry, slot, channelId } = given;
  const kind = entry.do === 'verify' ? 'verify' : 'diagnose';
  const pause = kind === 'diagnose' ? findRestriction(await ports.switches(), 'pause') : undefined;
  if (pause !== undefined && (await ports.store.find('tracking', trackingId(kind, slot.id))) === undefined)
    return leaveOut(ports, given, pause);
  await showHead(ports, given);
  const workflow = kind === 'verify' ? ports.settings.deployWorkflow : ports.settings.diagnoseWorkflow;
  await startTracking(ports, {
    stages: [{ kind, workflow }],
    id: slot.id,
    person: actorOf(entry),
    place: underHead(entry, channelId),
    requestedAt: slot.at,
    tellsSuccess: false,
    schedule: entry.name,
  });
  const what = kind === 'verify' ? '/verify-latest' : '/diagnose';
  await enterAudit(ports, given, { what, about: trackingId(kind, slot.id) });
  return lookForDeploy(ports, given);
}

/** It would wait until its time is over, and count as a failure. Told once for each pause, and once while nobody can say. */
async function leaveOut(ports: Ports, given: Given, pause: Restriction | 'unknown'): Promise<Outcome> {
  const { entry, slot, channelId } = given;
  await enterAudit(ports, given, {
    what: '/diagnose',
    reasonCode: pause === 'unknown' ? 'switches_unreadable' : 'paused',
  });
  const since = pause === 'unknown' ? pause : pause.at;
  const isKnown = pause !== 'unknown';
  const once = { slot: { ...slot, id: `schedule:${entry.name}:paused:${since}` } };
  return () => ({ messages: [reportNotification(once, channelId, pausedMessage(entry, isKnown))] });
}

/** Its thread has to be there before anything is said in it. */
async function showHead(ports: Ports, { entry, channelId }: Given): Promise<void> {
  const id = scheduleId(entry.name);
  const { record } = await changeRecord(ports.store, 'schedule', id, (found) => {
    if (found?.shownIn === channelId) return { verdict: undefined };
    const before = found ?? newSchedule(id, ports.clock.now());
    const next: Schedule = { ...before, version: before.version + 1, shownIn: channelId };
    const head = headNotification(next, entry, channelId, headMessage(entry));
    return { next: { ...next, outbox: [...next.outbox, head] }, verdict: undefined };
  });
  if (record !== undefined) await flushOutbox(ports, record);
}
