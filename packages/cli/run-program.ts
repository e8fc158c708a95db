/** Runs one command line. Exit codes: 0 done, 1 it did not work, 2 it was not written as it must be. */
import { CommanderError } from 'commander';
import { UsageError } from './cli-error.ts';
import { errorMessage } from './error-message.ts';
import type { Terminal, Tools } from './ports.ts';
import { createProgram } from './program.ts';

type ProgramTools = Tools & { terminal: Terminal & { error(text: string): void } };

export async function runProgram(programArguments: readonly string[], tools: ProgramTools): Promise<number> {
  const { terminal } = tools;
  let where = 'the stage';
  const connect: Tools['connect'] = (choice) => {
    const connection = tools.connect(choice);
    where = connection.where;
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
    terminal.error(errorMessage(error, where));
    return error instanceof UsageError ? 2 : 1;
  }
}
