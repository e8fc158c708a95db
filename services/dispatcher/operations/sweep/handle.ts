/** `sweep.due`: takes one look after the other, and tells the team what has turned. */
import type { SweepDue } from '@valine/contracts';
import { CLOCK_SKEW_MS, flushOutbox, QueueUnavailable, timeLeft } from '@valine/lambda-kit';
import { changeRecord, SWEEP_ID, TransientError } from '@valine/records';
import type { Ports } from '../../ports.ts';
import type { Due, Finding, Look } from '../look.ts';
import { decideSweep } from './decide.ts';
import { CHORES, LOOKS } from './looks.ts';

/** What waited for longer is left to the next. */
const OLDEST_MS = 15 * 60_000;
/** A schedule that asks every five minutes is some seconds early or late. */
const APART_MS = 4 * 60_000;
/** What a look may take, and the write after the last. */
const MARGIN_MS = 8000;

/** Anybody may have put it there, so its slot is believed only where it is due. @throws TransientError; QueueUnavailable */
export async function handleSweepDue(
  ports: Ports,
  { id, slot }: SweepDue,
  { looks, chores }: { looks: readonly Look[]; chores: readonly Look[] } = { looks: LOOKS, chores: CHORES },
): Promise<void> {
  const { store, clock, logger, settings } = ports;
  const slotAt = Date.parse(slot);
  const last = await store.find('sweep', SWEEP_ID);
  // It may have been written by a function that ended before it was sent.
  if (last !== undefined) await flushOutbox(ports, last);
  if (!isDue(slotAt, last?.slotAt, clock.now())) {
    logger.warn('a sweep that is not due now', { id, slot });
    return;
  }
  const findings = await lookAround(ports, looks, { slotAt, last });
  const { record, verdict } = await changeRecord(store, 'sweep', SWEEP_ID, (found) =>
    decideSweep(found, { slotAt, findings }, { now: clock.now(), channelId: settings.channelId }),
  );
  if (verdict.length > 0) logger.warn('what is watched has turned', { turned: verdict, slot });
  if (record !== undefined) await flushOutbox(ports, record);
  await lookAround(ports, chores, { slotAt, last });
}

/** Epoch milliseconds, `slotAt` NaN for what is no time. */
function isDue(slotAt: number, last: number | undefined, now: number): boolean {
  const age = now - slotAt;
  return age >= -CLOCK_SKEW_MS && age <= OLDEST_MS && (last === undefined || slotAt - last >= APART_MS);
}

/** Each fails alone: the next sweep looks again. */
async function lookAround(ports: Ports, looks: readonly Look[], due: Due): Promise<Finding[]> {
  const { clock, logger, deadline } = ports;
  const findings: Finding[] = [];
  for (const { name, look } of looks) {
    if (timeLeft(deadline, MARGIN_MS, clock.now()) === 0) {
      logger.warn('a look was left to the next sweep: too little time left', { look: name });
      continue;
    }
    try {
      findings.push(...(await look(ports, due)));
    } catch (error) {
      const passes = error instanceof TransientError || error instanceof QueueUnavailable;
      const level = passes ? 'warn' : 'error';
      logger[level]('a look of the sweep failed', { look: name, error });
    }
  }
  return findings;
}
