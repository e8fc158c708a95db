/** Every mutant there is. */

import { RULE_MUTANTS } from './breakages/by-the-clock/of-rules.ts';
import { SCHEDULE_MUTANTS } from './breakages/by-the-clock/of-schedules.ts';
import { EDGE_MUTANTS } from './breakages/door/of-edge.ts';
import { IDENTITY_MUTANTS } from './breakages/door/of-identity.ts';
import { TRUST_MUTANTS } from './breakages/door/of-trust.ts';
import { ADMIN_MUTANTS } from './breakages/of-admins.ts';
import { AGENT_MUTANTS } from './breakages/of-agents.ts';
import { AUDIT_MUTANTS } from './breakages/of-audit.ts';
import { COMMENT_MUTANTS } from './breakages/of-comments.ts';
import { DISPATCHER_MUTANTS } from './breakages/of-dispatcher.ts';
import { EFFECT_MUTANTS } from './breakages/of-effects.ts';
import { GITHUB_MUTANTS } from './breakages/of-github.ts';
import { ALARM_MUTANTS, MISSED_WEBHOOK_MUTANTS } from './breakages/of-missed-webhooks.ts';
import { NOTIFIER_MUTANTS } from './breakages/of-notifier.ts';
import { PLAN_MUTANTS } from './breakages/of-plans.ts';
import { RECORD_MUTANTS } from './breakages/of-records.ts';
import { SITE_MUTANTS } from './breakages/of-site.ts';
import { TASK_MUTANTS } from './breakages/of-tasks.ts';
import { FOLLOW_MUTANTS } from './breakages/of-trackings.ts';
import { VERIFIER_MUTANTS } from './breakages/of-verifier.ts';
import type { Mutant } from './mutant.ts';

export const MUTANTS: readonly Mutant[] = [
  ...EFFECT_MUTANTS,
  ...GITHUB_MUTANTS,
  ...MISSED_WEBHOOK_MUTANTS,
  ...NOTIFIER_MUTANTS,
  ...DISPATCHER_MUTANTS,
  ...EDGE_MUTANTS,
  ...FOLLOW_MUTANTS,
  ...PLAN_MUTANTS,
  ...COMMENT_MUTANTS,
  ...SITE_MUTANTS,
  ...TASK_MUTANTS,
  ...VERIFIER_MUTANTS,
  ...RECORD_MUTANTS,
  ...AGENT_MUTANTS,
  ...ADMIN_MUTANTS,
  ...RULE_MUTANTS,
  ...AUDIT_MUTANTS,
  ...TRUST_MUTANTS,
  ...IDENTITY_MUTANTS,
  ...SCHEDULE_MUTANTS,
  ...ALARM_MUTANTS,
];

/** What takes more worlds is left to the proof. */
const MOST_SEEDS = 200;

/** Those that the gate hunts: another sixth by each commit. `drawnFrom`: the first seed that it draws. */
export function huntedByGate(drawnFrom: number): Mutant[] {
  return MUTANTS.filter(({ seeds = 0 }, index) => seeds <= MOST_SEEDS && index % 6 === drawnFrom % 6);
}
