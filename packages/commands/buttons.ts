/** The buttons our messages carry. A button's id on Discord is `<button>:<argument>`. */
import type { Access } from './define-command.ts';

export type ButtonDefinition = { access: Access; queue: 'dispatch' | 'verify' };

export const buttons = {
  approve: { access: 'operator', queue: 'dispatch' },
  discard: { access: 'operator', queue: 'dispatch' },
  'ship-anyway': { access: 'operator', queue: 'dispatch' },
  'keep-going': { access: 'operator', queue: 'dispatch' },
  'cancel-workflow': { access: 'operator', queue: 'dispatch' },
  'rerun-failed': { access: 'operator', queue: 'dispatch' },
  'diagnose-now': { access: 'operator', queue: 'dispatch' },
} as const satisfies Record<string, ButtonDefinition>;

export type ButtonName = keyof typeof buttons;

export function buttonId(button: ButtonName, argument: string): string {
  return `${button}:${argument}`;
}
