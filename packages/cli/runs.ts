/** `valine runs`: the plans there are, the newest first. */
import { listedAt } from '@valine/runs';
import { type Command, InvalidArgumentError } from 'commander';
import type { Connection, Tools } from './ports.ts';
import { listParked } from './resolve/list-parked.ts';
import { parkedTable } from './resolve/parked-table.ts';
import { runsTable } from './runs-table.ts';
import { withConnection } from './with-connection.ts';

type Options = { all?: boolean; limit: number };

export function addRunsCommand(program: Command, tools: Tools): void {
  program
    .command('runs')
    .description('list open runs')
    .option('--all', 'those that have ended too')
    .option('--limit <count>', 'at most so many (1 to 100)', parseLimit, 20)
    .action((options: Options, command: Command) =>
      withConnection(tools, command, async (connection) => {
        const runs = await listRuns(connection, options);
        const parked = await listParked(connection.store);
        const about = { ...connection, now: tools.clock.now() };
        const text = [runsTable(runs, about), ...(parked.length === 0 ? [] : [parkedTable(parked, about)])];
        return { value: runs, text: text.join('\n\n') };
      }),
    );
}

async function listRuns({ store }: Connection, { all, limit }: Options) {
  const lists = await Promise.all([store.listRuns('open', limit), all ? store.listRuns('ended', limit) : []]);
  return lists
    .flat()
    .sort((a, b) => listedAt(b) - listedAt(a))
    .slice(0, limit);
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new InvalidArgumentError('Give a number from 1 to 100.');
  return limit;
}
