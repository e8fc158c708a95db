/** Who may give a command with these options: some options ask for more than the command itself. */
import type { Access, Command } from './define-command.ts';
import type { GivenValue } from './parse-options.ts';

/** The least demanding first. */
const ORDER: readonly Access[] = ['everyone', 'operator', 'admin'];

export function accessOf(command: Command, values: Readonly<Record<string, GivenValue | undefined>>): Access {
  const asked = Object.entries(command.options).flatMap(([name, option]) =>
    option.kind === 'boolean' && option.access !== undefined && values[name] === true ? [option.access] : [],
  );
  return [command.access, ...asked].reduce((one, other) => (ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one));
}
