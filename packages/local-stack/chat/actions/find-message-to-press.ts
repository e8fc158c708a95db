/** Finds the message whose button `!press` presses, and the one on which `!choose` chooses. */
import type { StoredMessage } from '@valine/sandboxes';
import { buttonsOf, type ShownButton, selectsOf } from '@valine/sandboxes';

/** How many messages the error lists. */
const LISTED_MESSAGES = 5;

/**
 * `number` counts from 1. Without it: the newest message on which the button can be pressed.
 * @returns the message's id. @throws when there is none
 */
export function findMessageToPress(all: readonly StoredMessage[], label: string, number?: number): string {
  if (all.length === 0) throw new Error('There is no message yet. Run a command first, e.g. /plan.');
  const found =
    number === undefined
      ? all.findLast(({ message }) => buttonsOf(message).some((button) => isPressable(button, label)))
      : all[number - 1];
  if (found !== undefined) return found.message.id;
  throw new Error(
    number === undefined ? noButtonMessage(all, label) : `There is no message ${number}. !messages numbers them.`,
  );
}

/** The newest one on which there is something to choose. @returns its id. @throws when there is none */
export function findMessageToChooseOn(all: readonly StoredMessage[]): string {
  const found = all.findLast(({ message }) => selectsOf(message).length > 0);
  if (found === undefined) throw new Error('There is nothing to choose from. Run a command first, e.g. /plan.');
  return found.message.id;
}

function isPressable(button: ShownButton, label: string): boolean {
  return button.customId !== undefined && !button.disabled && button.label.toLowerCase() === label.toLowerCase();
}

function noButtonMessage(all: readonly StoredMessage[], label: string): string {
  const shown = all
    .flatMap(({ message }, index) => {
      const names = buttonsOf(message).map((button) => (button.disabled ? `${button.label} (disabled)` : button.label));
      return names.length === 0 ? [] : [`${names.join(', ')} (message ${index + 1})`];
    })
    .slice(-LISTED_MESSAGES)
    .reverse();
  if (shown.length === 0) return `There is no button "${label}" to press: no message has buttons.`;
  return `There is no button "${label}" to press. Buttons: ${shown.join('; ')}.`;
}
