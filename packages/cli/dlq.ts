/** `valine dlq`: the messages that were given up on. */
import { QUEUES, type QueueName } from '@valine/contracts';
import type { Command } from 'commander';
import { deadLettersTable } from './dead-letters-table.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import type { Tools } from './ports.ts';
import { queueOption } from './queue-option.ts';
import { withConnection } from './with-connection.ts';

export function addDlqCommand(program: Command, tools: Tools): void {
  program
    .command('dlq')
    .description('list dead letters: messages no function could handle')
    .addOption(queueOption())
    .action(({ queue }: { queue?: QueueName }, command: Command) =>
      withConnection(tools, command, async ({ deadLetters, where }) => {
        const lists = [];
        const letters = { queues: deadLetters, clock: tools.clock };
        for (const name of queue === undefined ? QUEUES : [queue]) lists.push(await listDeadLetters(letters, name));
        return { value: lists, text: deadLettersTable(lists, { where, now: tools.clock.now() }) };
      }),
    );
}
