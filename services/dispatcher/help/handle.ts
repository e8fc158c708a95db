/** `/help`: what each command does and who may run it. */
import { type catalogue, findCommand, type OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { RELEASE } from '@valine/settings';
import type { Ports } from '../ports.ts';
import { answerOnce } from '../replies/answer-once.ts';
import { commandMessage, overviewMessage, unknownCommandMessage } from './messages.ts';

export async function handleHelp(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.help>,
): Promise<void> {
  const { access } = ports.settings;
  const name = options.command?.replace(/^\//, '').toLowerCase();
  const command = name === undefined ? undefined : findCommand(name);
  if (name === undefined) {
    const message = overviewMessage(access, RELEASE, ports.clock.now());
    await answerOnce(ports, request, { outcome: 'answered', message });
  } else if (command === undefined) {
    await answerOnce(ports, request, { outcome: 'unknown_command', message: unknownCommandMessage(name) });
  } else await answerOnce(ports, request, { outcome: 'answered', message: commandMessage(command, access) });
}
