/** What becomes of a command or a button: a message for the dispatch queue, or a refusal the person reads at once. */
import { type AccessRefusal, askedByCommand, askedByComponent, findAccessRefusal, type Place } from '@valine/admission';
import { buttons, findCommand, type OptionProblem, parseOptions, selects, windows } from '@valine/commands';
import type { ButtonPressed, CommandRequested } from '@valine/contracts';
import type { IngressSettings } from '../ports.ts';
import {
  askerOf,
  type CommandInteraction,
  type ComponentInteraction,
  type Origin,
  personOf,
  replyTo,
  type SubmittedInteraction,
} from './interaction.ts';

export type Refusal =
  | AccessRefusal
  | { reasonCode: 'unknown_command' | 'unknown_button' }
  | { reasonCode: 'too_many_commands'; command: string; perMinute: number }
  | { reasonCode: 'invalid_options'; command: string; problems: readonly OptionProblem[] };

export type Decision =
  | { do: 'refuse'; refusal: Refusal }
  /** `id`: of the button. */
  | { do: 'open'; id: string; window: { title: string; label: string } }
  /** `place`: where it was asked, which is signed with the message. */
  | { do: 'enqueue'; message: CommandRequested | ButtonPressed; place: Place };

const SLASH_COMMAND = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
/** Discord's own limits for what a button carries, and for what a select gives. */
const MAX_CUSTOM_ID = 100;
const MAX_VALUES = 25;

export function decideCommand(sent: CommandInteraction, settings: IngressSettings, now: number): Decision {
  const command = (sent.data.type ?? SLASH_COMMAND) === SLASH_COMMAND ? findCommand(sent.data.name) : undefined;
  const refusal = findAccessRefusal(askedByCommand(command), askerOf(sent), settings);
  if (refusal) return refuse(refusal);
  if (command === undefined) return refuse({ reasonCode: 'unknown_command' });
  const options = parseOptions(command, sent.data.options ?? []);
  if (!options.ok) {
    return refuse({ reasonCode: 'invalid_options', command: command.name, problems: options.problems });
  }
  const optionRefusal = findAccessRefusal(askedByCommand(command, options.values), askerOf(sent), settings);
  if (optionRefusal) return refuse(optionRefusal);
  const message: CommandRequested = {
    type: 'command.requested',
    id: sent.id,
    command: command.name,
    options: options.values,
    person: personOf(sent),
    reply: replyTo(sent, command.private, now),
    requestedAt: now,
  };
  return { do: 'enqueue', message, place: placeOf(sent) };
}

/** Whoever uses a button or a select gets a private answer, whatever else that changes. */
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
    return { do: 'open', id: sent.data.custom_id, window: windows[button] };
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

function placeOf(sent: Origin): Place {
  const { guildId, channelIds } = askerOf(sent);
  return { ...(guildId && { guildId }), channelIds: [...channelIds] };
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
