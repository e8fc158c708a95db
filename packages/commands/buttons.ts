/** The buttons our messages carry, and who may press them. A button's id on Discord is `<button>:<argument>`. */
import type { Access } from './define-command.ts';

export const buttons = {
  approve: 'operator',
  discard: 'operator',
  'ship-anyway': 'operator',
  'keep-going': 'operator',
  'cancel-workflow': 'operator',
  'rerun-failed': 'operator',
  'diagnose-now': 'operator',
} as const satisfies Record<string, Access>;

export type ButtonName = keyof typeof buttons;

export function buttonId(button: ButtonName, argument: string): string {
  return `${button}:${argument}`;
}
