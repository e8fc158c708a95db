/** `set-up.due`: has the verifier and the notifier look. `set-up.observed`: keeps what it has found, and tells the team what has turned. */
import { ticketFor } from '@valine/admission';
import type { Notification, SetUpArea, SetUpCheck, SetUpDue, SetUpFinding, SetUpObserved } from '@valine/contracts';
import { CLOCK_SKEW_MS, flushOutbox } from '@valine/lambda-kit';
import { changeRecord, operationId, SET_UP_IDS } from '@valine/records';
import type { Ports } from '../ports.ts';
import { decideTurns } from './decide.ts';
import { turnedMessage } from './messages.ts';

const HOUR_MS = 3_600_000;
/** A schedule that asks each hour is some minutes early or late. */
const APART_MS = 50 * 60_000;

/**
 * Anybody may have put it there, so its slot is believed only where it is due: a later one would have all looks until then
 * ignored, and many would have GitHub asked as often. One that is older than an hour is left to the next.
 * @throws QueueUnavailable
 */
export async function handleSetUpDue(
  { store, queues, clock, logger, admissionKey }: Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'admissionKey'>,
  { id, slot }: SetUpDue,
): Promise<void> {
  const slotAt = Date.parse(slot);
  for (const area of AREAS) {
    const last = (await store.find('set-up', SET_UP_IDS[area]))?.slotAt;
    if (!isDue(slotAt, last, clock.now())) {
      logger.warn('a look at the set-up that is not due now', { id, slot, area });
      continue;
    }
    const ticket = ticketFor(admissionKey, [SET_UP_IDS[area], slot]);
    await queues.send(...entryFor(area, { type: 'set-up.check', id, slot, ticket }));
  }
}

const AREAS: readonly SetUpArea[] = ['github', 'discord'];

/** Whoever has the rights already looks: the verifier reads GitHub, the notifier has the bot token. No message to people waits behind it. */
function entryFor(area: SetUpArea, body: SetUpCheck): Parameters<Ports['queues']['send']> {
  if (area === 'github') return ['verify', [{ body }]];
  return ['notify', [{ body, group: 'set-up-check', deduplicationId: operationId(body.id, body.slot) }]];
}

/** Epoch milliseconds, `slotAt` NaN for what is no time. `last`: of the newest look that was answered. */
function isDue(slotAt: number, last: number | undefined, now: number): boolean {
  const age = now - slotAt;
  return age >= -CLOCK_SKEW_MS && age <= HOUR_MS && (last === undefined || slotAt - last >= APART_MS);
}

/** @throws TransientError */
export async function handleSetUpObserved(
  ports: Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'settings'>,
  { slot, findings, area = 'github' }: SetUpObserved,
): Promise<void> {
  const { store, clock, logger, settings } = ports;
  const look = { slotAt: Date.parse(slot), findings };
  const recordId = SET_UP_IDS[area];
  const tell = (turned: readonly SetUpFinding[]) => told(settings.channelId, operationId(recordId, slot), turned);
  const { record, verdict } = await changeRecord(store, 'set-up', recordId, (found) =>
    decideTurns(found, { id: recordId, ...look }, clock.now(), tell),
  );
  if (verdict.length > 0) logger.warn('checks of the set-up have turned', { turned: verdict, slot });
  if (record !== undefined) await flushOutbox(ports, record);
}

/** They come in their order. Without a channel it is logged alone. */
function told(channelId: string | undefined, id: string, turned: readonly SetUpFinding[]): Notification[] {
  if (channelId === undefined) return [];
  const place = { in: 'channel', channelId } as const;
  return [
    {
      type: 'message.shown',
      id,
      conversation: 'set-up',
      key: `set-up:${id}`,
      revision: 1,
      place,
      message: turnedMessage(turned),
    },
  ];
}
