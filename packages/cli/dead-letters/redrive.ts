/** `valine redrive`: sends dead letters back to the queue they came from. */
import { QUEUES, type QueueName } from '@valine/contracts';
import { type Command, Option } from 'commander';
import { UsageError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import { redriveAll } from './redrive-all.ts';
import { redriveChosen } from './redrive-chosen.ts';
import { allRedrivenMessage, chosenRedrivenMessage, nothingChosenMessage } from './redrive-messages.ts';

type Options = { queue?: QueueName; message?: string[]; all?: boolean };

export function addRedriveCommand(program: Command, tools: Tools): void {
  program
    .command('redrive')
    .description('send dead letters back to where they came from')
    .addOption(new Option('--queue <queue>', 'only of this queue').choices(QUEUES))
    .option('--message <id...>', 'these messages, as valine dlq lists them')
    .option('--all', 'every message')
    .action((options: Options, command: Command) => {
      if (Boolean(options.all) === Boolean(options.message)) throw new UsageError(nothingChosenMessage());
      return withConnection(tools, command, (connection) => redrive(tools, connection, options));
    });
}

async function redrive(tools: Tools, { deadLetters }: Connection, options: Options): Promise<Finding> {
  const from = options.queue === undefined ? QUEUES : [options.queue];
  if (options.message === undefined) {
    const outcomes = await redriveAll({ ...tools, queues: deadLetters }, from);
    return { value: outcomes, text: allRedrivenMessage(outcomes) };
  }
  const outcome = await redriveChosen({ queues: deadLetters, clock: tools.clock }, from, options.message);
  return { value: outcome, text: chosenRedrivenMessage(outcome) };
}
