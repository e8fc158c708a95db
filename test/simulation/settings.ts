/** How the team of a world has set its installation up. */
import type { DispatcherSettings } from '@valine/dispatcher';
import { type NotificationRules, parseSettings } from '@valine/settings';
import type { InspectionSettings } from '@valine/verifier/inspection-ports';
import { CODING_AGENTS, LOGINS } from './people/agents/agents-of-team.ts';
import type { Scenario } from './people/families.ts';
import { SITE_SECTIONS } from './people/github/site.ts';
import { ACCOUNTS } from './people/identity/link-deeds.ts';
import { APPROVERS, CHANNEL_ID, PEOPLE } from './people/interaction-body.ts';
import { API, FRONTEND } from './platforms/web/site.ts';

export const REPOSITORY = 'acme/web';
const DEPLOY = 'client-deploy.yml';
const DIAGNOSE = 'diagnose-dispatch.yml';

export function dispatcherSettings(scenario: Omit<Scenario, 'steps'>): DispatcherSettings {
  const {
    approvalsRequired,
    preventSelfApproval,
    opensPullRequests,
    deployAfterShip,
    planExpiresMinutes,
    diagnoseTrigger,
    trackingTimeoutMinutes,
    agents,
    hasChannel,
    identity,
  } = scenario;
  return {
    repository: REPOSITORY,
    ...(hasChannel && { channelId: CHANNEL_ID }),
    webOrigins: ['https://github.com'],
    deployWorkflow: DEPLOY,
    diagnoseWorkflow: DIAGNOSE,
    workflowRef: 'main',
    trackingTimeoutMs: trackingTimeoutMinutes * 60_000,
    urlPolicy: { allowedDomains: ['example.com'], safeLocal: false, trustedOrigins: [FRONTEND] },
    access: {
      ...{ STAGE: 'prod', ALLOWED_GUILD_IDS: ['10'], ALLOWED_CHANNEL_IDS: [], OPERATOR_ROLE_IDS: ['20'] },
      ...{ ADMIN_USER_IDS: ['1', '2'], ADMIN_ROLE_IDS: [], ALLOW_SECRET_WRITES: true, COMMAND_ACCESS: {} },
    },
    commandsPerMinute: 20,
    pressesPerMinute: 60,
    approvalsRequired,
    approverRoles: [APPROVERS],
    preventSelfApproval,
    planExpiresAfterMs: planExpiresMinutes * 60_000,
    opensPullRequests,
    taskAssignee: identity?.fourEyes ? 'requester' : 'none',
    gitHubLogins: identity?.twoAccounts ? { [PEOPLE[1].id]: ACCOUNTS[0] } : agents?.knowsLogins ? LOGINS : {},
    codingAgents: agents === undefined ? {} : CODING_AGENTS,
    agentTasksAtOnce: agents?.atOnce ?? 3,
    agentTasksPerDay: agents?.perDay ?? 20,
    agentTimeoutMs: (agents?.timeoutMinutes ?? 120) * 60_000,
    agentApprovals: agents?.approvals ?? 1,
    fourEyes: identity?.fourEyes ?? false,
    deployAfterShip,
    updatesBranches: scenario.branches === 'updated',
    mergeMethod: 'squash',
    ...(scenario.reminders && remindersOf(scenario.reminders)),
    notificationRules: scenario.rules === undefined ? {} : rulesOfTeam(scenario.rules),
    uxSections: scenario.hasSite ? SITE_SECTIONS : {},
    diagnoseTrigger,
    stepPatterns: INSPECTION.stepPatterns,
    uxUpdatesDisabled: false,
    frontendAs: 'variable',
    apiBaseAs: 'secret',
    languageModel: { isUsed: true, name: 'a-model', price: { input: 1, output: 4 }, maxDailyCostUsd: 10 },
  };
}

export const INSPECTION: InspectionSettings = {
  frontendBaseUrl: FRONTEND,
  apiBase: API,
  stepPatterns: { Build: ['build'], 'S3 sync': ['s3 sync'], 'CF invalidation': ['invalidat'] },
  customChecks: [{ name: 'docs', url: `${FRONTEND}/docs`, expect_status: 200 }],
  secretValues: [API],
};

/** `quiet`: minutes since midnight. */
function rulesOfTeam({ from, to }: { from: number; to: number }): NotificationRules {
  const quiet = { from: timeText(from), to: timeText(to), time_zone: 'UTC' };
  const run = { event: 'workflow_run', branch: 'main', channel: CHANNEL_ID };
  const NOTIFICATION_RULES = JSON.stringify({
    all: run,
    changes: { ...run, mode: 'changes', quiet },
    failures: { ...run, mode: 'failures', quiet: { ...quiet, failures_pass: true } },
  });
  return parseSettings({ NOTIFICATION_RULES }, ['NOTIFICATION_RULES']).NOTIFICATION_RULES;
}

/** People work every day there. */
function remindersOf({
  from,
  to,
}: {
  from: number;
  to: number;
}): Pick<DispatcherSettings, 'reviewReminders' | 'schedules'> {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  return {
    reviewReminders: { after_hours: 1, from: timeText(from), to: timeText(to), people: {} },
    schedules: { time_zone: 'UTC', working_days: [...days], holidays: [], entries: [] },
  };
}

function timeText(minutes: number): string {
  const ofDay = minutes % 1440;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}
