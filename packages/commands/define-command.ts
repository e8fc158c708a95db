/** One shape for every slash command, from which registration, parsing, access, help and handlers' types follow. */

/** Who may run it. `operator`: people with a role of OPERATOR_ROLE_IDS; until it is set, everyone, but nobody in stage prod. */
export type Access = 'everyone' | 'operator' | 'admin';

export type TextOption = {
  kind: 'text';
  description: string;
  required: boolean;
  maxLength: number;
  /** Locked by ingress: it stands in no queue, record or log, and a handler gets it beside its other options. Never required. */
  secret?: true;
  /** It is not shown again: the audit hides it. */
  hidden?: true;
  /** Name of a live list that completes what is typed. */
  completes?: 'pending-runs' | 'active-runs' | 'runs' | 'workflow-runs' | 'sections' | 'mutable' | 'commands';
  /** Who may give it, where that is not everybody who may run the command. */
  access?: Access;
};
export type IntegerOption = {
  kind: 'integer';
  description: string;
  required: boolean;
  min: number;
  max: number;
  access?: Access;
};
/** A person on Discord; its value is their id. */
export type UserOption = { kind: 'user'; description: string; required: boolean; access?: Access };
export type BooleanOption = {
  kind: 'boolean';
  description: string;
  required: boolean;
  /** Who may set it to true, where that is not everybody who may run the command. */
  access?: Access;
};
export type Option = TextOption | IntegerOption | BooleanOption | UserOption;

export type Command<Options extends Record<string, Option> = Record<string, Option>> = {
  name: string;
  description: string;
  /** Sentence or two for `/help <command>`. */
  details: string;
  access: Access;
  /** It sets variables or secrets of the repository, which ALLOW_SECRET_WRITES has to allow. */
  writesSecrets?: true;
  /** Only the person who asks sees the answer. */
  private: boolean;
  /** Opened where `option` is left out and `confirm` is true: what is written there is its value, and stands in no command. */
  window?: CommandWindow;
  options: Options;
};

/** `title` and `label`, which stands above the field: 45 characters at most. */
export type CommandWindow = { option: string; title: string; label: string };

type ValueOf<O extends Option> = O extends TextOption | UserOption
  ? string
  : O extends IntegerOption
    ? number
    : boolean;
type RequiredNames<Options> = {
  [Name in keyof Options]: Options[Name] extends { required: true } ? Name : never;
}[keyof Options];

type SecretNames<Options> = {
  [Name in keyof Options]: Options[Name] extends { secret: true } ? Name : never;
}[keyof Options];

type OptionalNames<Options> = Exclude<keyof Options, RequiredNames<Options> | SecretNames<Options>>;

/** What a handler gets: `{ run_id: string; count?: number }`. */
export type OptionsOf<C extends Command> = {
  [Name in RequiredNames<C['options']>]: ValueOf<C['options'][Name]>;
} & { [Name in OptionalNames<C['options']>]?: ValueOf<C['options'][Name]> };

export function defineCommand<const Options extends Record<string, Option>>(
  command: Command<Options>,
): Command<Options> {
  return command;
}

/** Whether the value of an option is shown nowhere. What nobody knows may be a secret. */
export function isHidden(command: Command | undefined, name: string): boolean {
  const option = command !== undefined && Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  return option === undefined || (option.kind === 'text' && (option.secret === true || option.hidden === true));
}
