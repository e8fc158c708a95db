/** Deploys, diagnoses and verifications in a quiet hour: every command, button and trigger. */
import type { Scenario } from '../families.ts';
import type { Deed } from '../step.ts';

/** `afterMs`: where it is not the usual pause. */
export type ScriptedScenario = Partial<Omit<Scenario, 'steps'>> & { deeds: readonly (Deed & { afterMs?: number })[] };

const deploy = { do: 'command', name: 'deploy-client', by: 0, options: { wait: true } } as const;
const diagnose = { do: 'command', name: 'diagnose', by: 0 } as const;
const press = (button: 'cancel-workflow' | 'rerun-failed' | 'diagnose-now' | 'details') => {
  return { do: 'press', button, by: 1, tracking: 0 } as const;
};
const verify = (run_id: string) => ({ do: 'command', name: 'verify-run', by: 2, options: { run_id } }) as const;
const given = { api_base: 'https://canary-given.example.com' };

export const FOLLOW_SCRIPTS = {
  'deploy and wait': { deeds: [deploy] },
  'deploy, and no more': { deeds: [{ ...deploy, options: given }] },
  'deploy what is refused': { deeds: [{ ...deploy, options: { api_base: 'https://inside.example.com' } }] },
  'deploy and cancel': { outside: 'slow', deeds: [deploy, { ...press('cancel-workflow'), afterMs: 1000 }] },
  'deploy, and run again what failed': { outside: 'failing once', deeds: [deploy, press('rerun-failed')] },
  'deploy, and diagnose what failed': { outside: 'failing once', deeds: [deploy, press('diagnose-now')] },
  diagnose: { deeds: [diagnose] },
  'diagnose, and see the details': { outside: 'well', deeds: [diagnose, press('details')] },
  'diagnose by event': { diagnoseTrigger: 'repository_dispatch', deeds: [diagnose] },
  'verify the latest': { deeds: [{ do: 'command', name: 'verify-latest', by: 2 }] },
  'verify and diagnose': { deeds: [{ do: 'command', name: 'verify-latest', by: 0, options: { diagnose: true } }] },
  'verify what goes on': { earlierRuns: ['going on'], deeds: [verify('7001')] },
  'verify what is not there': { deeds: [verify('424242'), verify('the last one')] },
} as const satisfies Record<string, ScriptedScenario>;

export type TrackingScript = keyof typeof FOLLOW_SCRIPTS;
