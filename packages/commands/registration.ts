/** What Discord is told about the commands: the body of `PUT /applications/{app}/commands`, which replaces them all. */
import { catalogue } from './catalogue.ts';
import type { Command, Option } from './define-command.ts';

const CHAT_INPUT = 1;
const OPTION_TYPE = { text: 3, integer: 4, boolean: 5 } as const satisfies Record<Option['kind'], number>;
const IN_GUILDS = 0;
const INSTALLED_IN_GUILDS = 0;

export type OptionRegistration = {
  type: 3 | 4 | 5;
  name: string;
  description: string;
  required: boolean;
  autocomplete?: true;
  min_length?: number;
  max_length?: number;
  min_value?: number;
  max_value?: number;
};

export type CommandRegistration = {
  type: 1;
  name: string;
  description: string;
  options: OptionRegistration[];
  /** Who may run it is decided on our side, so Discord shows it to everyone. */
  default_member_permissions: null;
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
    default_member_permissions: null,
    contexts: [IN_GUILDS],
    integration_types: [INSTALLED_IN_GUILDS],
  };
}

function registerOption(name: string, option: Option): OptionRegistration {
  const { description, required } = option;
  return { type: OPTION_TYPE[option.kind], name, description, required, ...boundsOf(option) };
}

function boundsOf(option: Option): Partial<OptionRegistration> {
  switch (option.kind) {
    case 'text':
      return { min_length: 1, max_length: option.maxLength, ...(option.completes && { autocomplete: true }) };
    case 'integer':
      return { min_value: option.min, max_value: option.max };
    case 'boolean':
      return {};
  }
}
