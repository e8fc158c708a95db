/** `valine runs`: the plans there are, and the deploys, diagnoses and verifications; the newest first. */
import type { EffectHolder } from '@valine/runs';
import { type Command, InvalidArgumentError } from 'commander';
import { followsTable } from './follows-table.ts';
import { listHolders } from './list-holders.ts';
import type { Tools } from './ports.ts';
import { listParked, type Parked } from './resolve/list-parked.ts';
import { parkedTable } from './resolve/parked-table.ts';
import { runsTable } from './runs-table.ts';
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
        const records = (await listHolders(connection.store, options)).slice(0, options.limit);
        const parked = await listParked(connection.store);
        return { value: records, text: tablesText(records, parked, { ...connection, now: tools.clock.now() }) };
      }),
    );
}

function tablesText(records: readonly EffectHolder[], parked: readonly Parked[], about: About): string {
  const runs = records.filter((record) => record.kind === 'run');
  const follows = records.filter((record) => record.kind === 'follow');
  const tables = [
    ...(runs.length > 0 || follows.length === 0 ? [runsTable(runs, about)] : []),
    ...(follows.length > 0 ? [followsTable(follows, about.now)] : []),
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
