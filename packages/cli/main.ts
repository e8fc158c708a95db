#!/usr/bin/env node
/** `valine`: reads the command line, runs the command, and turns what goes wrong into a line and an exit code. */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { connect } from './aws/connect.ts';
import { runProgram } from './run-program.ts';
import { openSetup } from './setup/node/open-setup.ts';
import type { Terminal } from './terminal/ports.ts';

/** A container may know no user. */
function operatorName({ USER, USERNAME }: NodeJS.ProcessEnv): string {
  if (USER || USERNAME) return USER || USERNAME || '';
  try {
    return userInfo().username;
  } catch {
    return 'an operator';
  }
}

type Stream = { write(text: string): unknown; isTTY?: boolean };

const CLEAR_LINE = '\r\u001b[2K';

process.exitCode = await runProgram(process.argv.slice(2), {
  connect: (choice, onUnreadable) => connect(choice, onUnreadable, process.env),
  terminal: createTerminal(process.stdout, process.stderr),
  setup: { environment: process.env, open: openSetup },
  clock: { now: Date.now },
  operator: operatorName(process.env),
  newId: randomUUID,
  pause: (milliseconds) => setTimeout(milliseconds),
});

/** Results go to standard output. Progress goes to standard error, and only on a terminal. */
function createTerminal(stdout: Stream, stderr: Stream): Terminal & { error(text: string): void } {
  return {
    print: (text) => void stdout.write(`${text}\n`),
    error: (text) => void stderr.write(`${text}\n`),
    progress(text) {
      if (stderr.isTTY) stderr.write(`${CLEAR_LINE}${text}`);
    },
  };
}
