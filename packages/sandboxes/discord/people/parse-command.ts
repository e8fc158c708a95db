/** Reads a slash command as it is typed: `/plan label:ready text:"two words"`. */

export class CommandSyntaxError extends Error {
  override name = 'CommandSyntaxError';
}

/** Option values are text as typed; `start` is where the option's name stands in the line. */
export type TypedOption = { name: string; value: string };
export type TypedCommand = { name: string; options: TypedOption[] };

const OPTION = /\s+([\p{L}\p{N}_-]+):(?:"((?:[^"\\]|\\.)*)"|([^\s"]\S*)|(?=\s|$))/uy;

/** @throws CommandSyntaxError saying what was not understood, and how it is written */
export function parseCommand(line: string): TypedCommand {
  const text = line.trim();
  const name = /^\/([\p{L}\p{N}_-]+)/u.exec(text)?.[1];
  if (name === undefined)
    throw new CommandSyntaxError(`"${text}" is not a command. Commands start with /, e.g. /help.`);
  const options: TypedOption[] = [];
  let at = name.length + 1;
  while (at < text.length) {
    OPTION.lastIndex = at;
    const match = OPTION.exec(text);
    if (match?.[1] === undefined) throw new CommandSyntaxError(notUnderstood(text.slice(at).trim()));
    const quoted = match[2]?.replaceAll(/\\(.)/g, '$1');
    options.push({ name: match[1], value: quoted ?? match[3] ?? '' });
    at = OPTION.lastIndex;
  }
  return { name, options };
}

function notUnderstood(rest: string): string {
  return `"${rest}" is not understood. Write options as name:value, and values with spaces as name:"two words".`;
}
