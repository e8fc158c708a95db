/** `schedule.ended`: counts how what a schedule has begun came to its end, and tells the team when that has turned. */
import type { ScheduleEnded } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, isTrackingEnded, type Schedule, scheduleId, type Tracking } from '@valine/records';
import type { ScheduleEntry } from '@valine/settings';
import type { Ports } from '../../ports.ts';
import { alertNotification, channelOf, headNotification } from '../slot/notifications.ts';
import { decideEnded, type Turn } from './decide.ts';
import { failingMessage, headMessage, wellAgainMessage } from './messages.ts';

/** Anybody may say so: the tracking's own record says whether it has ended, and whose it is. */
export async function handleScheduleEnded(ports: Ports, { schedule, trackingId }: ScheduleEnded): Promise<void> {
  const { store, settings, clock } = ports;
  const entry = settings.schedules?.entries.find(({ name }) => name === schedule);
  const channelId = entry && channelOf(settings, entry);
  const tracking = await store.find('tracking', trackingId);
  if (entry === undefined || channelId === undefined || tracking === undefined) return;
  if (tracking.schedule !== schedule || !isTrackingEnded(tracking)) return;
  const tell = (record: Schedule, turn: Turn) => told(entry, channelId, tracking, record, turn);
  const { record } = await changeRecord(store, 'schedule', scheduleId(schedule), (found) =>
    decideEnded(found, entry, tracking, clock.now(), tell),
  );
  if (record !== undefined) await flushOutbox(ports, record);
}

function told(entry: ScheduleEntry, channelId: string, tracking: Tracking, record: Schedule, turn: Turn) {
  const head = headNotification(record, entry, channelId, headMessage(entry, { tracking, record }));
  if (turn === undefined) return [head];
  const message = turn === 'failing' ? failingMessage(entry, record, tracking) : wellAgainMessage(entry, tracking);
  return [head, alertNotification(record, entry, channelId, message)];
}
