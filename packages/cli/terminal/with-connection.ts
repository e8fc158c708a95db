/** Runs a command on the stage its options choose, and prints the result for people or for programs. */
import type { Command } from 'commander';
import type { Connection, TargetChoice, Tools } from './ports.ts';

export type Finding = {
  /** For programs, as JSON. */
  value: unknown;
  /** For people. */
  text: string;
};

export async function withConnection(
  tools: Tools,
  command: Command,
  find: (connection: Connection) => Promise<Finding>,
): Promise<void> {
  const options = command.optsWithGlobals<TargetChoice>();
  const connection = tools.connect(options);
  try {
    printFinding(tools, command, await find(connection));
  } finally {
    connection.close();
  }
}

export function printFinding(tools: Tools, command: Command, { value, text }: Finding): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  tools.terminal.print(json ? JSON.stringify(value, withoutTokens, 2) : text);
}

/** A record contains the interaction's token, and anybody who has it can write in the person's channel. */
function withoutTokens(key: string, value: unknown): unknown {
  return key === 'token' ? undefined : value;
}
