/** The settings of a story's team: the product's defaults, on platforms and a site of this machine. */
import type { DispatcherSettings } from '@valine/dispatcher';
import type { Site } from '@valine/sandboxes';
import { parseSettings } from '@valine/settings';
import type { InspectionSettings } from '@valine/verifier/inspection-ports';

/** What is absent is not configured. */
export type SiteUrls = Partial<Pick<Site, 'frontendUrl' | 'apiBase'>>;
export type GivenSettings = Partial<DispatcherSettings>;

/** As Lambda would read them where nothing but the repository is configured. */
const defaults = parseSettings({}, [
  ...([
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
    'UPDATE_BRANCHES',
    'DEPLOY_AFTER_SHIP',
    'MERGE_METHOD',
    'NOTIFICATION_RULES',
    'UX_SECTIONS',
    'CLIENT_DEPLOY_WORKFLOW',
    'DIAGNOSE_WORKFLOW',
  ] as const),
  ...(['WORKFLOW_REF', 'DIAGNOSE_TRIGGER', 'FOLLOW_TIMEOUT_MINUTES', 'STEP_PATTERNS', 'CUSTOM_CHECKS'] as const),
  ...(['FRONTEND_BASE_URL_AS', 'VITE_API_BASE_AS'] as const),
  ...(['DISABLE_UX_UPDATES', 'USE_LLM_PARSING', 'LLM_MODEL', 'MAX_DAILY_COST_USD'] as const),
]);

/** `repository`: `owner/name`, on the GitHub at `gitHubUrl`. */
export function dispatcherSettings(
  repository: string,
  gitHubUrl: string,
  { frontendUrl }: SiteUrls,
  given: GivenSettings & Pick<DispatcherSettings, 'access'>,
): DispatcherSettings {
  return {
    repository,
    webOrigins: ['https://github.com', gitHubUrl],
    commandsPerMinute: defaults.COMMANDS_PER_MINUTE,
    pressesPerMinute: defaults.PRESSES_PER_MINUTE,
    approvalsRequired: defaults.APPROVALS_REQUIRED,
    approverRoles: defaults.APPROVER_ROLE_IDS,
    preventSelfApproval: defaults.PREVENT_SELF_APPROVAL,
    planExpiresAfterMs: defaults.PLAN_EXPIRES_HOURS * 3_600_000,
    opensPullRequests: defaults.TASK_PULL_REQUESTS,
    taskAssignee: defaults.TASK_ASSIGNEE,
    gitHubLogins: defaults.GITHUB_LOGINS,
    codingAgents: defaults.CODING_AGENTS,
    agentTasksAtOnce: defaults.AGENT_TASKS_AT_ONCE,
    agentTasksPerDay: defaults.AGENT_TASKS_PER_DAY,
    agentTimeoutMs: defaults.AGENT_TIMEOUT_MINUTES * 60_000,
    agentApprovals: defaults.AGENT_APPROVALS,
    fourEyes: defaults.FOUR_EYES,
    deployAfterShip: defaults.DEPLOY_AFTER_SHIP,
    updatesBranches: defaults.UPDATE_BRANCHES,
    mergeMethod: defaults.MERGE_METHOD,
    notificationRules: defaults.NOTIFICATION_RULES,
    uxSections: defaults.UX_SECTIONS,
    deployWorkflow: defaults.CLIENT_DEPLOY_WORKFLOW,
    diagnoseWorkflow: defaults.DIAGNOSE_WORKFLOW,
    workflowRef: defaults.WORKFLOW_REF,
    diagnoseTrigger: defaults.DIAGNOSE_TRIGGER,
    stepPatterns: defaults.STEP_PATTERNS,
    trackingTimeoutMs: defaults.FOLLOW_TIMEOUT_MINUTES * 60_000,
    urlPolicy: { allowedDomains: [], safeLocal: false, trustedOrigins: frontendUrl ? [frontendUrl] : [] },
    uxUpdatesDisabled: defaults.DISABLE_UX_UPDATES,
    frontendAs: defaults.FRONTEND_BASE_URL_AS,
    apiBaseAs: defaults.VITE_API_BASE_AS,
    languageModel: {
      isUsed: defaults.USE_LLM_PARSING,
      name: defaults.LLM_MODEL,
      maxDailyCostUsd: defaults.MAX_DAILY_COST_USD,
    },
    ...given,
  };
}

export function inspectionSettings({ frontendUrl, apiBase }: SiteUrls): InspectionSettings {
  return {
    ...(frontendUrl && { frontendBaseUrl: frontendUrl }),
    ...(apiBase && { apiBase }),
    stepPatterns: defaults.STEP_PATTERNS,
    customChecks: defaults.CUSTOM_CHECKS,
    secretValues: [],
  };
}
