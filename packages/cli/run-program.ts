/** Runs one command line. Exit codes: 0 done, 1 it did not work, 2 it was not written as it must be. */
import type { OnUnreadable } from '@valine/records';
import { CommanderError } from 'commander';
import { UsageError } from './cli-error.ts';
import { errorMessage, type Place } from './error-message.ts';
import type { Connection, TargetChoice, Terminal, Tools } from './ports.ts';
import { createProgram } from './program.ts';

type ProgramTools = Omit<Tools, 'connect'> & {
  connect(choice: TargetChoice, onUnreadable: OnUnreadable): Connection;
  terminal: Terminal & { error(text: string): void };
};

export async function runProgram(programArguments: readonly string[], tools: ProgramTools): Promise<number> {
  const { terminal } = tools;
  let place: Place = { where: 'the stage' };
  const connect: Tools['connect'] = (choice) => {
    const connection = tools.connect(choice, sayOnce(terminal));
    place = connection;
    return connection;
  };
  const program = createProgram({ ...tools, connect });
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd()),
    });
  try {
    await program.parseAsync([...programArguments], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.progress('');
    terminal.error(errorMessage(error, place));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** Each record once, however many lists have left it out; apart from what was found, which may be JSON. */
function sayOnce(terminal: { error(text: string): void }): OnUnreadable {
  const said = new Set<string>();
  return ({ message }) => {
    if (!said.has(message)) terminal.error(message);
    said.add(message);
  };
}
