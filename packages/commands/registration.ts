/** What Discord is told about the commands: the body of `PUT /applications/{app}/commands`, which replaces them all. */
import { catalogue } from './catalogue/index.ts';
import type { Command, Option, TextOption } from './define-command.ts';

const CHAT_INPUT = 1;
const TEXT = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
/** Discord hides admin commands from others, until a server administrator shows them to more under Integrations. */
const MANAGE_SERVER = '32';
const IN_GUILDS = 0;
const INSTALLED_IN_GUILDS = 0;

type Named = { name: string; description: string; required: boolean };
export type OptionRegistration = Named &
  (
    | { type: 3; min_length: number; max_length: number; autocomplete?: true }
    | { type: 4; min_value: number; max_value: number }
    | { type: 5 }
    | { type: 6 }
  );

export type CommandRegistration = {
  type: 1;
  name: string;
  description: string;
  options: OptionRegistration[];
  /** Whom Discord shows it to at first; who may run it is decided on our side. */
  default_member_permissions: string | null;
  contexts: [0];
  integration_types: [0];
};

/** One entry per command; required options come first, as Discord demands. */
export function registrationPayload(commands: Record<string, Command> = catalogue): CommandRegistration[] {
  return Object.values(commands).map(registerCommand);
}

function registerCommand(command: Command): CommandRegistration {
  const options = Object.entries(command.options).map(([name, option]) => registerOption(name, option));
  return {
    type: CHAT_INPUT,
    name: command.name,
    description: command.description,
    options: options.toSorted((a, b) => Number(b.required) - Number(a.required)),
    default_member_permissions: command.access === 'admin' ? MANAGE_SERVER : null,
    contexts: [IN_GUILDS],
    integration_types: [INSTALLED_IN_GUILDS],
  };
}

function registerOption(name: string, option: Option): OptionRegistration {
  const named = { name, description: option.description, required: option.required };
  switch (option.kind) {
    case 'text':
      return { type: TEXT, ...named, min_length: 1, max_length: option.maxLength, ...completion(option) };
    case 'integer':
      return { type: INTEGER, ...named, min_value: option.min, max_value: option.max };
    case 'boolean':
      return { type: BOOLEAN, ...named };
    case 'user':
      return { type: USER, ...named };
  }
}

function completion({ completes }: TextOption): { autocomplete?: true } {
  return completes === undefined ? {} : { autocomplete: true };
}
