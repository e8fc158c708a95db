/** What becomes of a command or a button: a message for the dispatch queue, or a refusal the person reads at once. */
import { accessOf, type ButtonName, buttons, findCommand, type OptionProblem, parseOptions } from '@valine/commands';
import type { ButtonPressed, CommandRequested } from '@valine/contracts';
import type { IngressSettings } from '../ports.ts';
import { type AccessRefusal, findAccessRefusal } from './access.ts';
import { type CommandInteraction, type ComponentInteraction, personOf, replyTo } from './interaction.ts';

export type Refusal =
  | AccessRefusal
  | { reasonCode: 'unknown_command' | 'unknown_button' }
  | { reasonCode: 'too_many_commands'; command: string; perMinute: number }
  | { reasonCode: 'invalid_options'; command: string; problems: readonly OptionProblem[] };

export type Decision =
  | { do: 'refuse'; refusal: Refusal }
  | { do: 'enqueue'; message: CommandRequested | ButtonPressed };

const SLASH_COMMAND = 1;
const BUTTON = 2;
/** Discord's own limit for what a button carries. */
const MAX_CUSTOM_ID = 100;

export function decideCommand(sent: CommandInteraction, settings: IngressSettings, now: number): Decision {
  const command = (sent.data.type ?? SLASH_COMMAND) === SLASH_COMMAND ? findCommand(sent.data.name) : undefined;
  const refusal = findAccessRefusal(command?.access ?? 'everyone', sent, settings);
  if (refusal) return refuse(refusal);
  if (command === undefined) return refuse({ reasonCode: 'unknown_command' });
  const options = parseOptions(command, sent.data.options ?? []);
  if (!options.ok) {
    return refuse({ reasonCode: 'invalid_options', command: command.name, problems: options.problems });
  }
  const optionRefusal = findAccessRefusal(accessOf(command, options.values), sent, settings);
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
  return { do: 'enqueue', message };
}

/** The presser gets a private answer, whatever else the press changes. */
export function decideButton(sent: ComponentInteraction, settings: IngressSettings, now: number): Decision {
  const pressed = (sent.data.component_type ?? BUTTON) === BUTTON ? readButton(sent.data.custom_id) : undefined;
  const refusal = findAccessRefusal(pressed ? buttons[pressed.button] : 'everyone', sent, settings);
  if (refusal) return refuse(refusal);
  if (pressed === undefined) return refuse({ reasonCode: 'unknown_button' });
  const message: ButtonPressed = {
    type: 'button.pressed',
    id: sent.id,
    ...pressed,
    person: personOf(sent),
    reply: replyTo(sent, true, now),
    pressedAt: now,
  };
  return { do: 'enqueue', message };
}

function readButton(customId: string): { button: ButtonName; argument: string } | undefined {
  const colon = customId.indexOf(':');
  const name = customId.slice(0, Math.max(colon, 0));
  const argument = customId.slice(colon + 1);
  if (!isButton(name) || argument === '' || customId.length > MAX_CUSTOM_ID) return undefined;
  return { button: name, argument };
}

function isButton(name: string): name is ButtonName {
  return Object.hasOwn(buttons, name);
}

function refuse(refusal: Refusal): Decision {
  return { do: 'refuse', refusal };
}
