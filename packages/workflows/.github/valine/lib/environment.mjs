/** What the workflow hands to its scripts: everything comes through the environment, nothing through the shell. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The variable's text without the white space around it; empty when it is not set. */
export function text(name) {
  return raw(name).trim();
}

/** The variable's text as it is; empty when it is not set. */
export function raw(name) {
  return process.env[name] ?? '';
}

/** Milliseconds; the standard value unless the variable holds a positive number. */
export function milliseconds(name, standard) {
  const given = Number(text(name));
  return given > 0 ? given : standard;
}

/** Where the steps of one run leave what they found for its summary. */
export function stateFolder() {
  return join(text('RUNNER_TEMP') || tmpdir(), 'valine-diagnose');
}
