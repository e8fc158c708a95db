import { parseSettings } from '@valine/settings';
import { expect, it } from 'vitest';
import { DECISION_SETTINGS, toDispatcherSettings } from './to-dispatcher-settings.ts';

const { required, optional } = DECISION_SETTINGS;

function settingsFrom(given: Record<string, string>) {
  const read = parseSettings({ GITHUB_REPOSITORY: 'acme/web', ...given }, required, optional);
  return toDispatcherSettings({ ...read, STAGE: 'dev' });
}

/** Where nothing is set. */
const STANDARD = {
  repository: 'acme/web',
  webOrigins: ['https://github.com'],
  access: {
    ...{ STAGE: 'dev', ALLOWED_GUILD_IDS: [], ALLOWED_CHANNEL_IDS: [], OPERATOR_ROLE_IDS: [] },
    ...{ ADMIN_USER_IDS: [], ADMIN_ROLE_IDS: [], ALLOW_SECRET_WRITES: false, COMMAND_ACCESS: {} },
  },
  commandsPerMinute: 20,
  pressesPerMinute: 60,
  approvalsRequired: 1,
  approverRoles: [],
  preventSelfApproval: false,
  planExpiresAfterMs: 86_400_000,
  opensPullRequests: true,
  taskAssignee: 'none',
  gitHubLogins: {},
  codingAgents: {},
  agentTasksAtOnce: 3,
  agentTasksPerDay: 20,
  agentTimeoutMs: 7_200_000,
  agentApprovals: 1,
  fourEyes: false,
  deployAfterShip: false,
  updatesBranches: false,
  mergeMethod: 'squash',
  deployWorkflow: 'client-deploy.yml',
  diagnoseWorkflow: 'diagnose-dispatch.yml',
  workflowRef: 'main',
  diagnoseTrigger: 'workflow_dispatch',
  stepPatterns: { Build: ['build'], 'S3 sync': ['s3 sync', 'sync to s3'], 'CF invalidation': ['invalidat'] },
  trackingTimeoutMs: 3_600_000,
  urlPolicy: { allowedDomains: [], safeLocal: false, trustedOrigins: [] },
  notificationRules: {},
  uxSections: {},
  uxUpdatesDisabled: false,
  frontendAs: 'variable',
  apiBaseAs: 'secret',
  languageModel: {
    isUsed: false,
    name: 'gpt-6-luna',
    price: { input: 0.125, output: 0.5 },
    maxDailyCostUsd: 10,
  },
};

it('are the standard ones where nothing is set', () => {
  expect(settingsFrom({})).toEqual(STANDARD);
});

it.each(['other', 'toString'])('know no price of a model that the list of prices does not name, such as %s', (name) => {
  const { languageModel } = settingsFrom({ LLM_MODEL: name });
  expect(languageModel).toEqual({ isUsed: false, name, maxDailyCostUsd: 10 });
});

it.each([
  ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
  ['https://ghe.example.com/api/v3', 'https://ghe.example.com'],
])('take pages of runs where %s has them', (GITHUB_API_URL, pages) => {
  expect(settingsFrom({ GITHUB_API_URL }).webOrigins).toEqual(['https://github.com', pages]);
});

it('take the configured site as trusted, and pages of a GitHub of one’s own as pages of runs', () => {
  const given = {
    FRONTEND_BASE_URL: 'http://127.0.0.1:4000/shop',
    GITHUB_API_URL: 'https://git.example.com/api/v3',
    ALLOWED_DOMAINS: 'example.com',
  };
  expect(settingsFrom(given)).toMatchObject({
    webOrigins: ['https://github.com', 'https://git.example.com'],
    urlPolicy: { allowedDomains: ['example.com'], trustedOrigins: ['http://127.0.0.1:4000/shop'] },
  });
});
