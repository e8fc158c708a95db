#!/usr/bin/env node
/** `valine`: reads the command line, runs the command, and turns what goes wrong into a line and an exit code. */
import { setTimeout } from 'node:timers/promises';
import { connect } from './aws/connect.ts';
import { createTerminal } from './create-terminal.ts';
import { runProgram } from './run-program.ts';

process.exitCode = await runProgram(process.argv.slice(2), {
  connect: (choice, onUnreadable) => connect(choice, onUnreadable, process.env),
  terminal: createTerminal(process.stdout, process.stderr),
  clock: { now: Date.now },
  pause: (milliseconds) => setTimeout(milliseconds),
});
