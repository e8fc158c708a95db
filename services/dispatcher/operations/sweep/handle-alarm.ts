/** `alarm.due`: CloudWatch is asked how the alarms stand, and the team is told what has turned. */
import type { AlarmDue } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, SWEEP_ID } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { askForAlarms, findingsOf } from '../alarms/look.ts';
import { decideFindings } from './decide.ts';

/** @throws RetryLater, TransientError, QueueUnavailable; as CloudWatch does */
export async function handleAlarmDue(ports: Ports, { id }: AlarmDue, waits = 0): Promise<void> {
  const { store, clock, logger, settings } = ports;
  const alarms = await askForAlarms(ports, waits);
  const { record, verdict } = await changeRecord(store, 'sweep', SWEEP_ID, (found) =>
    decideFindings(found, findingsOf(alarms, found), { now: clock.now(), channelId: settings.channelId }),
  );
  if (verdict.length > 0) logger.warn('alarms have turned', { turned: verdict, id });
  if (record !== undefined) await flushOutbox(ports, record);
}
