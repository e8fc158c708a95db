/** `valine show <run>`: everything there is to know of one run, deploy, diagnose or verification. */
import { replyKey } from '@valine/records';
import type { Command } from 'commander';
import { CliError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import { planDetails, trackingDetails } from './details.ts';
import { findOwner } from './owners.ts';

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
  const found = await findOwner(store, id);
  if (found === undefined) throw new CliError(unknownPlanMessage(id, where));
  const message = await store.find('message', found.kind === 'plan' ? replyKey(found.reply) : found.messageKey);
  return found.kind === 'plan'
    ? { value: { run: found, message: message ?? null }, text: planDetails(found, message, now) }
    : { value: { tracking: found, message: message ?? null }, text: trackingDetails(found, message, now) };
}

function unknownPlanMessage(id: string, where: string): string {
  return `There is no run ${id} (${where}). See the runs there are with: valine runs --all`;
}
