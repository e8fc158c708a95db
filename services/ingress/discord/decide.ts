/** What becomes of a command or a button: a message for the dispatch queue, or a refusal the person reads at once. */
import { type AccessRefusal, askedByCommand, askedByComponent, findAccessRefusal, type Place } from '@valine/admission';
import {
  buttons,
  type Command,
  findCommand,
  type GivenOption,
  type GivenValue,
  type OptionProblem,
  parseOptions,
  selects,
  windows,
} from '@valine/commands';
import type { ButtonPressed, CommandRequested } from '@valine/contracts';
import type { IngressSettings } from '../ports.ts';
import {
  askerOf,
  type CommandInteraction,
  type ComponentInteraction,
  type Origin,
  personOf,
  placeOf,
  replyTo,
  type SubmittedInteraction,
} from './interaction.ts';

export type Refusal =
  | AccessRefusal
  | { reasonCode: 'unknown_command' | 'unknown_button' }
  | { reasonCode: 'too_many_commands'; command: string; perMinute: number; retryAt: number }
  | { reasonCode: 'too_many_presses'; perMinute: number; retryAt: number }
  | { reasonCode: 'invalid_options'; command: string; problems: readonly OptionProblem[] };

export type Decision =
  | { do: 'refuse'; refusal: Refusal }
  /** `id`: of the button, or of the command. */
  | { do: 'open'; id: string; window: Window }
  /**
   * `place`: where it was asked, which is signed with the message. `secrets`: by option; they are locked before anything
   * else is done with them.
   */
  | {
      do: 'enqueue';
      message: CommandRequested | ButtonPressed;
      place: Place;
      secrets?: Readonly<Record<string, string>>;
    };

/** `isLine`: an address, say; otherwise several lines may be written. */
export type Window = { title: string; label: string; maxLength: number; isLine: boolean };

/** What is written goes into the record of a task, which stays small. */
const MOST_WRITTEN = 1000;

const SLASH_COMMAND = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
/** Discord's own limits for what a button carries, and for what a select gives. */
const MAX_CUSTOM_ID = 100;
const MAX_VALUES = 25;

export function decideCommand(sent: CommandInteraction, settings: IngressSettings, now: number): Decision {
  const command = (sent.data.type ?? SLASH_COMMAND) === SLASH_COMMAND ? findCommand(sent.data.name) : undefined;
  return decideGiven(command, sent.data.options ?? [], sent, settings, now);
}

function decideGiven(
  command: Command | undefined,
  given: readonly GivenOption[],
  sent: Origin,
  settings: IngressSettings,
  now: number,
): Decision {
  const refusal = findAccessRefusal(askedByCommand(command), askerOf(sent), settings);
  if (refusal) return refuse(refusal);
  if (command === undefined) return refuse({ reasonCode: 'unknown_command' });
  const options = parseOptions(command, given);
  if (!options.ok) {
    return refuse({ reasonCode: 'invalid_options', command: command.name, problems: options.problems });
  }
  const optionRefusal = findAccessRefusal(askedByCommand(command, options.values), askerOf(sent), settings);
  if (optionRefusal) return refuse(optionRefusal);
  const window = windowOf(command, options.values);
  if (window !== undefined) return { do: 'open', id: `${SUBMITTED}${command.name}`, window };
  const { plain, secrets } = withoutSecrets(command, options.values);
  const message: CommandRequested = {
    type: 'command.requested',
    id: sent.id,
    command: command.name,
    options: plain,
    person: personOf(sent),
    reply: replyTo(sent, command.private, now),
    requestedAt: now,
  };
  return { do: 'enqueue', message, place: placeOf(sent), secrets };
}

/** Before the name of a command, in the id of its window. No button is called so. */
const SUBMITTED = '/';

/** Only who confirms is asked for the rest. */
function windowOf({ window, options }: Command, values: Readonly<Record<string, GivenValue>>): Window | undefined {
  if (window === undefined || values[window.option] !== undefined || values['confirm'] !== true) return undefined;
  const option = options[window.option];
  if (option?.kind !== 'text') return undefined;
  return { title: window.title, label: window.label, maxLength: option.maxLength, isLine: true };
}

function withoutSecrets({ options }: Command, values: Readonly<Record<string, GivenValue>>) {
  const plain: Record<string, GivenValue> = {};
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const option = options[name];
    if (option?.kind === 'text' && option.secret) secrets[name] = String(value);
    else plain[name] = value;
  }
  return { plain, secrets };
}

/** What was written in the window of a command, as if it had been given with it. Its window opens only for who confirms. */
export function decideSubmitted(sent: SubmittedInteraction, settings: IngressSettings, now: number): Decision {
  const { custom_id } = sent.data;
  if (!custom_id.startsWith(SUBMITTED)) return decideComponent(sent, settings, now);
  const command = findCommand(custom_id.slice(SUBMITTED.length));
  const option = command?.window?.option;
  if (option === undefined) return decideGiven(undefined, [], sent, settings, now);
  const given = [
    { name: option, value: textIn(sent.data) },
    { name: 'confirm', value: true },
  ];
  return decideGiven(command, given, sent, settings, now);
}

/** A person who uses a button or a select gets a private answer, besides everything else that changes. */
export function decideComponent(
  sent: ComponentInteraction | SubmittedInteraction,
  settings: IngressSettings,
  now: number,
): Decision {
  const used = readComponent(sent.type === 5 ? { custom_id: sent.data.custom_id } : sent.data);
  const refusal = findAccessRefusal(askedByComponent(used?.button ?? ''), askerOf(sent), settings);
  if (refusal) return refuse(refusal);
  if (used === undefined) return refuse({ reasonCode: 'unknown_button' });
  const { button } = used;
  const text = sent.type === 5 ? textIn(sent.data) : undefined;
  if (text === undefined && isIn(windows, button))
    return {
      do: 'open',
      id: sent.data.custom_id,
      window: { ...windows[button], maxLength: MOST_WRITTEN, isLine: false },
    };
  const message: ButtonPressed = {
    type: 'button.pressed',
    id: sent.id,
    ...used,
    ...(text !== undefined && { text }),
    person: personOf(sent),
    reply: replyTo(sent, true, now),
    pressedAt: now,
  };
  return { do: 'enqueue', message, place: placeOf(sent) };
}

/** Of the one field that our windows have. */
function textIn({ components: [first] }: SubmittedInteraction['data']): string {
  return (first?.component ?? first?.components?.[0])?.value ?? '';
}

type Used = Pick<ButtonPressed, 'button' | 'argument' | 'values'>;

function readComponent({ custom_id, component_type, values }: ComponentInteraction['data']): Used | undefined {
  const colon = custom_id.indexOf(':');
  const button = custom_id.slice(0, Math.max(colon, 0));
  const argument = custom_id.slice(colon + 1);
  if (argument === '' || custom_id.length > MAX_CUSTOM_ID) return undefined;
  const type = component_type ?? BUTTON;
  if (type === BUTTON && isIn(buttons, button)) return { button, argument };
  if (type !== STRING_SELECT || !isIn(selects, button) || !values || values.length > MAX_VALUES) return undefined;
  return { button, argument, values };
}

function isIn<Table extends object>(table: Table, name: PropertyKey): name is keyof Table {
  return Object.hasOwn(table, name);
}

function refuse(refusal: Refusal): Decision {
  return { do: 'refuse', refusal };
}
