/** `valine runs`: the plans there are, and the deploys, diagnoses and verifications; the newest first. */
import type { EffectOwner } from '@valine/records';
import { type Command, InvalidArgumentError } from 'commander';
import { listOwners } from './list-owners.ts';
import { plansTable } from './plans-table.ts';
import type { Tools } from './ports.ts';
import { listParked, type Parked } from './resolve/list-parked.ts';
import { parkedTable } from './resolve/parked-table.ts';
import { trackingsTable } from './trackings-table.ts';
import { withConnection } from './with-connection.ts';

type Options = { all?: boolean; limit: number };
type About = { where: string; now: number };

export function addRunsCommand(program: Command, tools: Tools): void {
  program
    .command('runs')
    .description('list what is open: plans, deploys, diagnoses and verifications')
    .option('--all', 'those that have ended too')
    .option('--limit <count>', 'at most so many (1 to 100)', parseLimit, 20)
    .action((options: Options, command: Command) =>
      withConnection(tools, command, async (connection) => {
        const records = (await listOwners(connection.store, options)).slice(0, options.limit);
        const parked = await listParked(connection.store);
        return { value: records, text: tablesText(records, parked, { ...connection, now: tools.clock.now() }) };
      }),
    );
}

function tablesText(records: readonly EffectOwner[], parked: readonly Parked[], about: About): string {
  const plans = records.filter((record) => record.kind === 'plan');
  const trackings = records.filter((record) => record.kind === 'tracking');
  const tables = [
    ...(plans.length > 0 || trackings.length === 0 ? [plansTable(plans, about)] : []),
    ...(trackings.length > 0 ? [trackingsTable(trackings, about.now)] : []),
    ...(parked.length > 0 ? [parkedTable(parked, about)] : []),
  ];
  return tables.join('\n\n');
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new InvalidArgumentError('Give a number from 1 to 100.');
  return limit;
}
