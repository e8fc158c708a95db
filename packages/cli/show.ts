/** `valine show <run>`: everything there is to know of one run. */
import { replyKey } from '@valine/runs';
import type { Command } from 'commander';
import { CliError } from './cli-error.ts';
import type { Tools } from './ports.ts';
import { runSheet } from './run-sheet.ts';
import { withConnection } from './with-connection.ts';

export function addShowCommand(program: Command, tools: Tools): void {
  program
    .command('show')
    .argument('<run>', 'id of a run, as valine runs lists it')
    .description('show a run: its tasks, approvals, what is still to be sent, and its message')
    .action((id: string, _options: object, command: Command) =>
      withConnection(tools, command, async ({ store, where }) => {
        const run = await store.find('run', id);
        if (run === undefined) throw new CliError(unknownRunMessage(id, where));
        const message = await store.find('message', replyKey(run.reply));
        return { value: { run, message: message ?? null }, text: runSheet(run, message, tools.clock.now()) };
      }),
    );
}

function unknownRunMessage(id: string, where: string): string {
  return `There is no run ${id} (${where}). See the runs there are with: valine runs --all`;
}
