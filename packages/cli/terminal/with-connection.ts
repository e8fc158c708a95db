/** Runs a command on the stage its options choose, and prints the result for people or for programs. */
import type { Command } from 'commander';
import { CliError } from './errors.ts';
import type { Connection, TargetChoice, Tools } from './ports.ts';

export type Finding = {
  /** For programs, as JSON. */
  value: unknown;
  /** For people; empty: nothing to print. */
  text: string;
  /** What could not be done, for people: the rest is printed, and the command has failed. */
  failed?: string;
};

export async function withConnection(
  tools: Tools,
  command: Command,
  find: (connection: Connection) => Promise<Finding>,
): Promise<void> {
  const options = command.optsWithGlobals<TargetChoice>();
  const connection = tools.connect(options);
  try {
    const finding = await find(connection);
    printFinding(tools, command, finding);
    if (finding.failed !== undefined) throw new CliError(finding.failed);
  } finally {
    connection.close();
  }
}

export function printFinding(tools: Tools, command: Command, { value, text }: Finding): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  if (json) tools.terminal.print(JSON.stringify(value, withoutTokens, 2));
  else if (text !== '') tools.terminal.print(text);
}

/** A record contains the interaction's token, and anybody who has it can write in the person's channel. */
function withoutTokens(key: string, value: unknown): unknown {
  return key === 'token' ? undefined : value;
}
