/** Turns typed options into what Discord's client sends, and refuses what the client would not let a person send. */
import { nearestName } from '@valine/settings';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { CommandOption } from './interaction-body.ts';
import { CommandSyntaxError, type TypedCommand, type TypedOption } from './parse-command.ts';

type Definition = {
  name: string;
  type: number;
  required?: boolean;
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
};

export function findDefinition(commands: readonly APIApplicationCommand[], name: string): APIApplicationCommand {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const names = commands.map((command) => command.name);
  const meant = nearestName(name, names);
  if (meant !== undefined) throw new CommandSyntaxError(`There is no command /${name}; did you mean /${meant}?`);
  const known = names.map((each) => `/${each}`).join(', ') || 'none yet; register them first';
  throw new CommandSyntaxError(`There is no command /${name}. Registered commands: ${known}.`);
}

/** `idOf`: of somebody who is there, by name. @throws CommandSyntaxError */
export function fillOptions(
  command: APIApplicationCommand,
  typed: TypedCommand,
  idOf: (name: string) => string | undefined,
): CommandOption[] {
  const definitions = definitionsOf(command);
  const missing = definitions.find((each) => each.required && !typed.options.some(({ name }) => name === each.name));
  if (missing !== undefined)
    throw new CommandSyntaxError(`/${command.name} needs ${missing.name}: write ${missing.name}:value.`);
  return typed.options.map((option) => fillOption(command.name, definitions, option, idOf));
}

function definitionsOf(command: APIApplicationCommand): Definition[] {
  return (command.options ?? []).map((option): Definition => ({ ...option }));
}

function fillOption(
  command: string,
  definitions: readonly Definition[],
  option: TypedOption,
  idOf: (name: string) => string | undefined,
): CommandOption {
  const { name } = option;
  const definition = definitions.find((each) => each.name === name);
  if (definition === undefined) {
    const known = definitions.map((each) => each.name).join(', ') || 'none';
    throw new CommandSyntaxError(`/${command} has no option ${name}. Its options: ${known}.`);
  }
  if (definition.type === 6) return { name, type: 6, value: toPerson(option, idOf) };
  if (definition.type === 5) return { name, type: 5, value: toBoolean(option) };
  if (definition.type === 4) return { name, type: 4, value: toNumber(definition, option) };
  return { name, type: 3, value: toText(definition, option) };
}

/** As the client offers them: by name, with or without an @, or as a mention. */
function toPerson({ name, value }: TypedOption, idOf: (name: string) => string | undefined): string {
  const mentioned = /^(?:<@!?)?(\d+)>?$/.exec(value)?.[1];
  const id = mentioned ?? idOf(value.replace(/^@/, ''));
  if (id !== undefined) return id;
  throw new CommandSyntaxError(`${name} is somebody of the server, and nobody there is called "${value}".`);
}

function toBoolean({ name, value }: TypedOption): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new CommandSyntaxError(`${name} is true or false, not "${value}".`);
}

function toNumber({ min_value: min, max_value: max }: Definition, { name, value }: TypedOption): number {
  const number = Number(value);
  if (value === '' || !Number.isInteger(number))
    throw new CommandSyntaxError(`${name} is a whole number, not "${value}".`);
  if ((min !== undefined && number < min) || (max !== undefined && number > max))
    throw new CommandSyntaxError(`${name} goes from ${min ?? '…'} to ${max ?? '…'}, not ${number}.`);
  return number;
}

function toText({ min_length: min = 0, max_length: max = 6000 }: Definition, { name, value }: TypedOption): string {
  if (value.length >= min && value.length <= max) return value;
  throw new CommandSyntaxError(`${name} is ${min} to ${max} characters long, not ${value.length}.`);
}
