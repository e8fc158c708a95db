/** The buttons and selects our messages carry, and who may use them. The id of one on Discord is `<name>:<argument>`. */
import type { CommandName } from './catalogue/index.ts';
import type { Access, Command } from './define-command.ts';
import type { GivenValue } from './parse-options.ts';

export const buttons = {
  approve: 'operator',
  discard: 'operator',
  'ship-anyway': 'operator',
  'keep-going': 'operator',
  'cancel-workflow': 'operator',
  'rerun-failed': 'operator',
  'diagnose-now': 'operator',
  'deploy-now': 'operator',
  details: 'everyone',
  'agent-give': 'operator',
  'agent-stop': 'operator',
  'agent-changes': 'operator',
  'agent-answer': 'operator',
  'confirm-change': 'operator',
  'cancel-change': 'operator',
  'confirm-link': 'everyone',
  'cancel-link': 'everyone',
  'ops-show': 'admin',
  'ops-switch': 'admin',
  'ops-redrive': 'admin',
  'ops-retry': 'admin',
  'ops-done': 'admin',
  'ops-drop': 'admin',
} as const satisfies Record<string, Access>;

export const selects = {
  'choose-tasks': 'operator',
  'ops-parked': 'admin',
} as const satisfies Record<string, Access>;

/** Buttons that open a window, in which something is written: its title, and what stands above the field; 45 characters at most. */
export const windows = {
  'agent-changes': { title: 'Ask for changes', label: 'What is to change?' },
  'agent-answer': { title: 'Answer the agent', label: 'Your answer' },
  'ops-switch': { title: 'Change a switch', label: 'Why? Everybody who is refused reads it' },
  'ops-done': { title: 'It is done', label: 'Number, SHA or id it left; then why' },
  'ops-drop': { title: 'Drop it', label: 'Why does nobody need it any more?' },
} as const satisfies Partial<Record<keyof typeof buttons, { title: string; label: string }>>;

/** Whose rules of `COMMAND_ACCESS` hold for a button or a select. */
export const commandOfButton = {
  approve: 'approve',
  discard: 'approve',
  'choose-tasks': 'approve',
  'ship-anyway': 'ship',
  'keep-going': 'ship',
  'cancel-workflow': 'deploy-client',
  'rerun-failed': 'deploy-client',
  'diagnose-now': 'diagnose',
  'deploy-now': 'deploy-client',
  details: 'status',
  'agent-give': 'agents',
  'agent-stop': 'agents',
  'agent-changes': 'agents',
  'agent-answer': 'agents',
  'ops-show': 'ops',
  'ops-switch': 'ops',
  'ops-redrive': 'ops',
  'ops-retry': 'ops',
  'ops-done': 'ops',
  'ops-drop': 'ops',
  'ops-parked': 'ops',
  'confirm-link': 'link',
  'cancel-link': 'link',
  'confirm-change': 'ux-update',
  'cancel-change': 'ux-update',
} as const satisfies Record<keyof typeof buttons | keyof typeof selects, CommandName>;

export type ButtonName = keyof typeof buttons;
export type SelectName = keyof typeof selects;

export function buttonId(button: ButtonName | SelectName, argument: string): string {
  return `${button}:${argument}`;
}

/** The least demanding first. */
const ORDER: readonly Access[] = ['everyone', 'operator', 'admin'];

export function accessOf(command: Command, values: Readonly<Record<string, GivenValue | undefined>>): Access {
  const asked = Object.entries(command.options).flatMap(([name, option]) =>
    option.access !== undefined && (values[name] ?? false) !== false ? [option.access] : [],
  );
  return [command.access, ...asked].reduce((one, other) => (ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one));
}
