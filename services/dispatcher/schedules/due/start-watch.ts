/** What `/diagnose` and `/verify-latest` do, by a schedule: in the thread of its one message. */
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, newSchedule, type Schedule, scheduleId, trackingId } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { startTracking } from '../../workflows/tracking/start-tracking.ts';
import type { Given, Outcome } from '../slot/decide.ts';
import { actorOf, headNotification, underHead } from '../slot/notifications.ts';
import { headMessage } from '../watch/messages.ts';
import { enterAudit } from './enter-audit.ts';
import { lookForDeploy } from './look-for-deploy.ts';

/** Whatever is under way of the same, it is done: a schedule looks for itself. */
export async function startWatch(ports: Ports, given: Given): Promise<Outcome> {
  const { entry, slot, channelId } = given;
  const kind = entry.do === 'verify' ? 'verify' : 'diagnose';
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
