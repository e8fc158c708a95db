/** `valine show <run>`: everything there is to know of one run, deploy, diagnose or verification. */
import { replyKey } from '@valine/runs';
import type { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { findHolder } from './find-holder.ts';
import { followSheet } from './follow-sheet.ts';
import type { Connection, Tools } from './ports.ts';
import { runSheet } from './run-sheet.ts';
import { type Finding, withConnection } from './with-connection.ts';

export function addShowCommand(program: Command, tools: Tools): void {
  program
    .command('show')
    .argument('<run>', 'id of a plan, deploy, diagnose or verification, as valine runs lists it')
    .description('show one: its tasks or workflow runs, what is still to be sent, and its message')
    .action((id: string, _options: object, command: Command) =>
      withConnection(tools, command, (connection) => show(connection, id, tools.clock.now())),
    );
}

async function show({ store, where }: Connection, id: string, now: number): Promise<Finding> {
  const found = await findHolder(store, id);
  if (found === undefined) throw new CliError(unknownRunMessage(id, where));
  const message = await store.find('message', found.kind === 'run' ? replyKey(found.reply) : found.messageKey);
  return found.kind === 'run'
    ? { value: { run: found, message: message ?? null }, text: runSheet(found, message, now) }
    : { value: { follow: found, message: message ?? null }, text: followSheet(found, message, now) };
}

function unknownRunMessage(id: string, where: string): string {
  return `There is no run ${id} (${where}). See the runs there are with: valine runs --all`;
}
