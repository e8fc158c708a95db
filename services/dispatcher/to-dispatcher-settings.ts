/** The settings as the dispatcher's decisions take them. */
import type { AccessSettings } from '@valine/admission';
import { webOriginOf } from '@valine/github';
import type { Settings } from '@valine/settings';
import type { DispatcherSettings } from './ports.ts';

/** What decisions need, as the function reads it: what always has a value, and what may be absent. */
export const DECISION_SETTINGS = {
  required: [
    'GITHUB_REPOSITORY',
    'GITHUB_API_URL',
    'COMMANDS_PER_MINUTE',
    'PRESSES_PER_MINUTE',
    'APPROVALS_REQUIRED',
    'APPROVER_ROLE_IDS',
    'PREVENT_SELF_APPROVAL',
    'PLAN_EXPIRES_HOURS',
    'TASK_PULL_REQUESTS',
    'TASK_ASSIGNEE',
    'GITHUB_LOGINS',
    'CODING_AGENTS',
    'AGENT_TASKS_AT_ONCE',
    'AGENT_TASKS_PER_DAY',
    'AGENT_TIMEOUT_MINUTES',
    'AGENT_APPROVALS',
    'FOUR_EYES',
    'DEPLOY_AFTER_SHIP',
    'UPDATE_BRANCHES',
    'MERGE_METHOD',
    'CLIENT_DEPLOY_WORKFLOW',
    'DIAGNOSE_WORKFLOW',
    'WORKFLOW_REF',
    'DIAGNOSE_TRIGGER',
    'STEP_PATTERNS',
    'FOLLOW_TIMEOUT_MINUTES',
    'NOTIFICATION_RULES',
    'UX_SECTIONS',
    'ALLOWED_DOMAINS',
    'SAFE_LOCAL',
    'DISABLE_UX_UPDATES',
    'ALLOW_SECRET_WRITES',
    'FRONTEND_BASE_URL_AS',
    'VITE_API_BASE_AS',
    'USE_LLM_PARSING',
    'LLM_MODEL',
    'LLM_PRICES',
    'MAX_DAILY_COST_USD',
    'ALLOWED_GUILD_IDS',
    'ALLOWED_CHANNEL_IDS',
    'OPERATOR_ROLE_IDS',
    'ADMIN_USER_IDS',
    'ADMIN_ROLE_IDS',
    'COMMAND_ACCESS',
  ],
  optional: [
    'ACCEPT_UNSIGNED_UNTIL',
    'FRONTEND_BASE_URL',
    'DISCORD_CHANNEL_ID',
    'AGENT_DAILY_COST_USD',
    'SCHEDULES',
    'REVIEW_REMINDERS',
  ],
} as const;

type Required = (typeof DECISION_SETTINGS.required)[number];
type Optional = (typeof DECISION_SETTINGS.optional)[number];
type Given = Pick<Settings, Required> & Partial<Pick<Settings, Optional>> & Pick<AccessSettings, 'STAGE'>;

export function toDispatcherSettings(given: Given): DispatcherSettings {
  const { ACCEPT_UNSIGNED_UNTIL, FRONTEND_BASE_URL, DISCORD_CHANNEL_ID, AGENT_DAILY_COST_USD, SCHEDULES } = given;
  const { REVIEW_REMINDERS } = given;
  return {
    repository: given.GITHUB_REPOSITORY,
    ...(DISCORD_CHANNEL_ID !== undefined && { channelId: DISCORD_CHANNEL_ID }),
    webOrigins: webOriginsOf(given.GITHUB_API_URL),
    access: accessOf(given),
    ...(ACCEPT_UNSIGNED_UNTIL !== undefined && { acceptUnsignedUntil: ACCEPT_UNSIGNED_UNTIL }),
    commandsPerMinute: given.COMMANDS_PER_MINUTE,
    pressesPerMinute: given.PRESSES_PER_MINUTE,
    approvalsRequired: given.APPROVALS_REQUIRED,
    approverRoles: given.APPROVER_ROLE_IDS,
    preventSelfApproval: given.PREVENT_SELF_APPROVAL,
    planExpiresAfterMs: given.PLAN_EXPIRES_HOURS * 3_600_000,
    opensPullRequests: given.TASK_PULL_REQUESTS,
    taskAssignee: given.TASK_ASSIGNEE,
    gitHubLogins: given.GITHUB_LOGINS,
    codingAgents: given.CODING_AGENTS,
    agentTasksAtOnce: given.AGENT_TASKS_AT_ONCE,
    agentTasksPerDay: given.AGENT_TASKS_PER_DAY,
    ...(AGENT_DAILY_COST_USD !== undefined && { agentDailyCostUsd: AGENT_DAILY_COST_USD }),
    agentTimeoutMs: given.AGENT_TIMEOUT_MINUTES * 60_000,
    agentApprovals: given.AGENT_APPROVALS,
    fourEyes: given.FOUR_EYES,
    deployAfterShip: given.DEPLOY_AFTER_SHIP,
    updatesBranches: given.UPDATE_BRANCHES,
    mergeMethod: given.MERGE_METHOD,
    deployWorkflow: given.CLIENT_DEPLOY_WORKFLOW,
    diagnoseWorkflow: given.DIAGNOSE_WORKFLOW,
    workflowRef: given.WORKFLOW_REF,
    diagnoseTrigger: given.DIAGNOSE_TRIGGER,
    stepPatterns: given.STEP_PATTERNS,
    trackingTimeoutMs: given.FOLLOW_TIMEOUT_MINUTES * 60_000,
    notificationRules: given.NOTIFICATION_RULES,
    uxSections: given.UX_SECTIONS,
    urlPolicy: {
      allowedDomains: given.ALLOWED_DOMAINS,
      safeLocal: given.SAFE_LOCAL,
      trustedOrigins: FRONTEND_BASE_URL === undefined ? [] : [FRONTEND_BASE_URL],
    },
    uxUpdatesDisabled: given.DISABLE_UX_UPDATES,
    ...(SCHEDULES !== undefined && { schedules: SCHEDULES }),
    ...(REVIEW_REMINDERS !== undefined && { reviewReminders: REVIEW_REMINDERS }),
    frontendAs: given.FRONTEND_BASE_URL_AS,
    apiBaseAs: given.VITE_API_BASE_AS,
    languageModel: languageModelOf(given),
  };
}

function accessOf(given: AccessSettings): AccessSettings {
  const { STAGE, ALLOWED_GUILD_IDS, ALLOWED_CHANNEL_IDS, OPERATOR_ROLE_IDS } = given;
  const { ADMIN_USER_IDS, ADMIN_ROLE_IDS, ALLOW_SECRET_WRITES, COMMAND_ACCESS } = given;
  return {
    ...{ STAGE, ALLOWED_GUILD_IDS, ALLOWED_CHANNEL_IDS, OPERATOR_ROLE_IDS },
    ...{ ADMIN_USER_IDS, ADMIN_ROLE_IDS, ALLOW_SECRET_WRITES, COMMAND_ACCESS },
  };
}

function languageModelOf(given: Given): DispatcherSettings['languageModel'] {
  const { LLM_MODEL: name, LLM_PRICES: prices } = given;
  const price = Object.hasOwn(prices, name) ? prices[name] : undefined;
  return {
    isUsed: given.USE_LLM_PARSING,
    name,
    ...(price && { price }),
    maxDailyCostUsd: given.MAX_DAILY_COST_USD,
  };
}

/** The last is the one where our repository is. */
function webOriginsOf(apiUrl: string): string[] {
  return [...new Set(['https://github.com', webOriginOf(apiUrl)])];
}
