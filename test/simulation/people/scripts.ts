/** Every command and button in a quiet hour: what follows has time to come right before the next step. */
import { NONE_BLOCKED } from './blocked.ts';
import { FEW_ISSUES } from './days/larger-day.ts';
import { EFFECT_NAMES } from './effects.ts';
import type { Scenario } from './families.ts';
import { FOLLOW_SCRIPTS, type ScriptedScenario, type TrackingScript } from './trackings/tracking-scripts.ts';

const plan = { do: 'command', name: 'plan', by: 0 } as const;
const approve = { do: 'press', button: 'approve', by: 1, run: 0 } as const;
const close = (number: number) => ({ do: 'change issue', number, change: 'closed' }) as const;
const ship = { do: 'command', name: 'ship', by: 0, run: 0 } as const;

const say = (number: number, says: 'status' | 'retry' | 'skip' | 'start', by: 'team' | 'stranger' = 'team') =>
  ({ do: 'comment', number, on: 'issue', says, by, isEdited: false }) as const;

const DEEDS = {
  plan: { deeds: [plan] },
  'plan without issues': { deeds: [{ ...plan, options: { label: 'nobody-uses-this' } }] },
  'approve by button': { deeds: [plan, approve] },
  'approve by command': { deeds: [plan, { do: 'command', name: 'approve', by: 1, run: 0 }] },
  'approve an unknown run': { deeds: [{ do: 'command', name: 'approve', by: 1, run: 'unknown' }] },
  discard: { deeds: [plan, { do: 'press', button: 'discard', by: 1, run: 0 }] },
  'ship anyway': { deeds: [plan, approve, close(1), ship, { do: 'press', button: 'ship-anyway', by: 1, run: 0 }] },
  'keep going': { deeds: [plan, approve, ship, { do: 'press', button: 'keep-going', by: 0, run: 0 }] },
  'ship when all is done': { deeds: [{ ...plan, options: { limit: 1 } }, approve, close(1), ship] },
  'a task from its start to its merge': {
    deeds: [{ ...plan, options: { limit: 1 } }, approve, { do: 'change pull', number: 1, change: 'ready' }, ship],
    opensPullRequests: true,
  },
  'a task through the merge queue': {
    deeds: [{ ...plan, options: { limit: 1 } }, approve, { do: 'change pull', number: 1, change: 'ready' }, ship],
    opensPullRequests: true,
    branches: 'queued',
  },
  expired: {
    deeds: [
      plan,
      close(1),
      { do: 'command', name: 'status', by: 2, run: 0 },
      { do: 'command', name: 'approve', by: 1, run: 0 },
    ],
    planExpiresMinutes: 20,
  },
  'status of all': { deeds: [plan, { do: 'command', name: 'status', by: 2, options: { count: 2 } }] },
  'status of one': { deeds: [plan, { do: 'command', name: 'status', by: 2, run: 0 }] },
  help: { deeds: [{ do: 'command', name: 'help', by: 2 }] },
  autocomplete: { deeds: [plan, { do: 'type', name: 'approve', option: 'run_id', typed: 'plan', by: 0 }] },
  issues: {
    deeds: [
      plan,
      { do: 'change issue', number: 2, change: 'label removed' },
      approve,
      { do: 'change issue', number: 3, change: 'deleted' },
    ],
  },
  'effects of every kind': { deeds: [{ do: 'intend effects', effects: EFFECT_NAMES }] },
  'commands in comments': {
    deeds: [plan, approve, say(1, 'status'), say(1, 'skip'), say(2, 'retry'), say(3, 'start', 'stranger')],
  },
  'a change of the site': {
    deeds: [
      { do: 'command', name: 'ux-update', by: 0, options: { command: 'section:header text:"Summer sale"' } },
      { do: 'press', button: 'confirm-change', by: 1, change: 0 },
      { do: 'edit site', how: 'beside' },
      { do: 'press', button: 'confirm-change', by: 0, change: 0 },
      { do: 'press', button: 'confirm-change', by: 0, change: 0 },
    ],
    hasSite: true,
  },
  'values that admins set': {
    deeds: [
      { do: 'set value', name: 'set-api-base', value: 1, by: 0, confirm: true, inWindow: false },
      { do: 'rotate secret key' },
      { do: 'set value', name: 'set-api-base', value: 2, by: 1, confirm: true, inWindow: true },
      { do: 'set value', name: 'set-frontend', value: 3, by: 0, confirm: true, inWindow: false },
      { do: 'set value', name: 'set-frontend', value: 4, by: 2, confirm: true, inWindow: false },
      { do: 'set value', name: 'set-api-base', value: 5, by: 0, confirm: false, inWindow: false },
    ],
  },
  poison: { deeds: [plan, { do: 'poison', queue: 'dispatch' }] },
} as const satisfies Record<string, ScriptedScenario>;

export type Script = keyof typeof DEEDS | TrackingScript;
export const SCRIPTS = [...Object.keys(DEEDS), ...Object.keys(FOLLOW_SCRIPTS)] as Script[];

/** Longer than a message is hidden after a crash, shorter than a token lives. */
const PAUSE_MS = 8 * 60_000;

export function scriptOf(name: Script): Scenario {
  const { deeds, ...more }: ScriptedScenario = { ...DEEDS, ...FOLLOW_SCRIPTS }[name];
  return {
    steps: deeds.map((deed) => ({ afterMs: PAUSE_MS, ...deed })),
    approvalsRequired: 1,
    preventSelfApproval: false,
    opensPullRequests: false,
    deployAfterShip: false,
    planExpiresMinutes: 24 * 60,
    blocked: NONE_BLOCKED,
    issues: FEW_ISSUES,
    diagnoseTrigger: 'workflow_dispatch',
    trackingTimeoutMinutes: 60,
    outside: 'well',
    earlierRuns: ['deployed'],
    operator: false,
    ...more,
  };
}
