/** Lists what waits for an operator's decision: effects of all kinds of records, and messages. */
import { agoText } from '@valine/contracts';
import { listParkedEffects, type OperatorStore, type ParkedEffect, type ParkedSummary } from '@valine/records';
import { tableText } from '../terminal/table.ts';
import type { Finding } from '../terminal/with-connection.ts';

/** `at`: epoch milliseconds, where it is known. */
export type Parked = Omit<ParkedEffect, 'at'> & { at?: number };

/** How many records of each kind are searched, open and ended. */
export const MOST_SEARCHED = 100;

/** `failed`: why it may not be all. */
export async function listParked(store: OperatorStore): Promise<{ parked: Parked[] } & Pick<Finding, 'failed'>> {
  const [{ parked, unreadable }, messages] = await Promise.all([
    listParkedEffects(store, MOST_SEARCHED),
    store.listParkedMessages(MOST_SEARCHED),
  ]);
  const failed = unreadable.map(({ message }) => `Whether something is parked there is unknown. ${message}`).join('\n');
  return { parked: [...parked, ...messages.map(parkedMessage)], ...(failed !== '' && { failed }) };
}

function parkedMessage({ id, revision, reason }: ParkedSummary): Parked {
  return { id, what: 'show-message', of: `revision ${revision}`, reason };
}

export function parkedTable(parked: readonly Parked[], { where, now }: { where: string; now: number }): string {
  if (parked.length === 0) return nothingParkedMessage(where);
  const rows = parked.map(({ id, what, of, reason, at }) => [
    id,
    what,
    of,
    at === undefined ? '–' : agoText(at, now),
    reason,
  ]);
  return [
    tableText(['parked', 'what', 'of', 'since', 'why'], rows),
    '',
    'Once the cause is put right: valine resolve <parked> --retry. If it has happened: --done <id of what it left>.',
  ].join('\n');
}

function nothingParkedMessage(where: string): string {
  return `Nothing is parked (${where}).`;
}
