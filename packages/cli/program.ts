/** The commands of `valine` and what they have in common. */
import { Command } from 'commander';
import { addDlqCommand } from './dlq.ts';
import type { Tools } from './ports.ts';
import { addRedriveCommand } from './redrive.ts';
import { addRegisterCommandsCommand } from './register-commands.ts';
import { addResolveCommand } from './resolve.ts';
import { addRunsCommand } from './runs.ts';
import { addShowCommand } from './show.ts';

export function createProgram(tools: Tools): Command {
  const program = new Command('valine')
    .description('Operates Valine: on AWS, or on the local stack when one runs.')
    .option('--stage <stage>', 'the stage on AWS (default: STAGE, else the running local stack, else dev)')
    .option('--local', 'the local stack on this machine')
    .option('--json', 'print JSON for programs')
    .showHelpAfterError('(see valine --help)');
  for (const add of [
    addRegisterCommandsCommand,
    addRunsCommand,
    addShowCommand,
    addDlqCommand,
    addRedriveCommand,
    addResolveCommand,
  ])
    add(program, tools);
  return program;
}
