/** What is parked as a table for a terminal. */
import { agoText } from '@valine/contracts';
import { tableText } from '../table.ts';
import type { Parked } from './list-parked.ts';

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
