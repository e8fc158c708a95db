/** `valine cost`: what the language model has cost today, and this month day by day. */
import { type DayCost, type SpentSoFar, spentSoFar } from '@valine/records';
import type { Command } from 'commander';
import type { Tools } from '../terminal/ports.ts';
import { tableText } from '../terminal/table.ts';
import { withConnection } from '../terminal/with-connection.ts';

export function addCostCommand(program: Command, tools: Tools): void {
  program
    .command('cost')
    .description('show what the language model has cost today and this month (UTC)')
    .action((_options: unknown, command: Command) =>
      withConnection(tools, command, async ({ store, where }) => {
        const spent = await spentSoFar(store, tools.clock.now());
        return { value: spent, text: costText(spent, where) };
      }),
    );
}

function costText({ today, month, days, missing }: SpentSoFar, where: string): string {
  const summary = tableText(
    ['', 'usd', 'calls'],
    [
      [
        `today (${today.day} UTC)`,
        ...(missing.includes(today.day) ? ['unknown', ''] : [usdText(today.usd), today.calls]),
      ],
      [`this month (${month.name})`, usdText(month.usd), month.calls],
    ],
  );
  if (days.length === 0 && missing.length === 0) return nothingMessage(where);
  const table = days.length === 0 ? [] : [daysTable(days)];
  const left = missing.length === 0 ? [] : [missing.map(missingText).join('\n')];
  return [summary, ...table, ...left].join('\n\n');
}

function missingText(day: string): string {
  return `${day} is missing: its record cannot be read. Another version wrote it: deploy that one or a later one.`;
}

function daysTable(days: readonly DayCost[]): string {
  const rows = days
    .toReversed()
    .map((day) => [day.day, usdText(day.usd), usdText(day.unknownUsd), day.calls, day.inputTokens, day.outputTokens]);
  return [
    tableText(['day', 'usd', 'of it unknown', 'calls', 'tokens in', 'tokens out'], rows),
    '',
    'Unknown: calls that are under way, or whose cost nobody told; each counts at its worst case.',
  ].join('\n');
}

function nothingMessage(where: string): string {
  return `The language model has cost nothing this month (${where}).`;
}

/** Calls cost fractions of a cent. */
function usdText(usd: number): string {
  return usd.toFixed(6);
}
