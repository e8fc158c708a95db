/** The settings there are: what each means, which services read it, and whether it is a secret. */
import * as z from 'zod/mini';
import { ingressSettings, type Setting } from './ingress-settings.ts';
import type { ServiceName } from './resource-names.ts';
import { customChecks } from './values/custom-checks.ts';
import { gitHubLogins } from './values/github-logins.ts';
import { modelPrices } from './values/model-prices.ts';
import { notificationRules } from './values/notification-rules.ts';
import { privateKey } from './values/private-key.ts';
import { reviewReminders } from './values/review-reminders.ts';
import { schedules } from './values/schedules.ts';
import { count, flag, ids, itemsOf, snowflake, text } from './values/schemas.ts';
import { stepPatterns } from './values/step-patterns.ts';

/** A query or a fragment would take in every path that is added: what is asked then would be another address. */
const baseUrl = z.string().check(
  z.trim(),
  z.refine((value) => /^https?:\/\/[^\s/]+/.test(value) && URL.canParse(value), 'must be an http(s) URL'),
  z.regex(/^[^?#]*$/, 'must have no `?` and no `#`: paths are added to it'),
);
const workflowFile = z
  .string()
  .check(z.regex(/^[\w.-]+\.ya?ml$/, 'must be the file name of a workflow, e.g. deploy.yml'));
/** A name of `ALLOWED_DOMAINS`: no scheme, no port, no wildcard; its sub-domains are meant too. */
const domains = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (value) => itemsOf(value).every((item) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(item)),
        'must be domain names such as example.com, separated by commas',
      ),
    ),
  z.transform((value) => itemsOf(value).map((item) => item.toLowerCase())),
);
const minutes = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'must be a number of minutes, from 1 to 9999')),
  z.transform(Number),
);
const hours = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,2}$/, 'must be a number of hours, from 1 to 999')),
  z.transform(Number),
);
/** A copy of a message may come back within 45 days, and finds its entry. */
const auditDays = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (value) => /^\d{2,4}$/.test(value) && Number(value) >= 45 && Number(value) <= 3660,
        'must be a number of days, from 45 to 3660',
      ),
    ),
  z.transform(Number),
);
/** Epoch milliseconds. */
const instant = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(value) && !Number.isNaN(Date.parse(value)),
        'must be a time in UTC such as 2026-05-01T12:30Z',
      ),
    ),
  z.transform((value) => Date.parse(value)),
);
const dollars = z.pipe(
  z.string().check(z.regex(/^\d{1,6}(\.\d{1,6})?$/, 'must be an amount of dollars such as 10 or 2.50')),
  z.transform(Number),
);
const heldAs = z.pipe(
  z.string().check(z.regex(/^(variable|secret)$/i, 'must be variable or secret')),
  z.transform((value): 'variable' | 'secret' => (value.toLowerCase() === 'secret' ? 'secret' : 'variable')),
);

export const settings = {
  DISCORD_PUBLIC_KEY: ingressSettings.DISCORD_PUBLIC_KEY,
  DISCORD_APPLICATION_ID: ingressSettings.DISCORD_APPLICATION_ID,
  DISCORD_BOT_TOKEN: { schema: text, description: "The bot's token.", usedBy: ['notifier'], secret: true },
  DISCORD_CHANNEL_ID: {
    schema: snowflake,
    description: 'The channel for messages nobody asked for in a channel of their own.',
    usedBy: ['dispatcher', 'notifier'],
  },
  DISCORD_API_URL: {
    schema: baseUrl,
    description: "Base of Discord's API, up to and without `/channels`.",
    usedBy: ['notifier'],
    default: 'https://discord.com/api/v10',
  },
  GITHUB_REPOSITORY: ingressSettings.GITHUB_REPOSITORY,
  GITHUB_TOKEN: {
    schema: text,
    description:
      'A token for that repository, with the permissions that the [integration guide](docs/integration-guide.md#github) lists. Not needed with a GitHub App.',
    usedBy: ['dispatcher', 'verifier'],
    secret: true,
  },
  GITHUB_APP_ID: {
    schema: z.string().check(z.regex(/^\d+$/, 'must be a number')),
    description: "The GitHub App's id (preferred over a token).",
    usedBy: ['dispatcher', 'verifier'],
  },
  GITHUB_APP_PRIVATE_KEY: {
    schema: privateKey,
    description: "The GitHub App's private key, PEM; line breaks may be spelled out, or the whole be base64.",
    usedBy: ['dispatcher', 'verifier'],
    secret: true,
  },
  GITHUB_INSTALLATION_ID: {
    schema: z.string().check(z.regex(/^\d+$/, 'must be a number')),
    description: "The App's installation on the repository.",
    usedBy: ['dispatcher', 'verifier'],
  },
  GITHUB_WEBHOOK_SECRET: ingressSettings.GITHUB_WEBHOOK_SECRET,
  GITHUB_API_URL: {
    schema: baseUrl,
    description:
      "Base of GitHub's REST API; `https://api.acme.ghe.com` and `https://ghe.example.com/api/v3` are taken too.",
    usedBy: ['dispatcher', 'verifier'],
    default: 'https://api.github.com',
  },
  ADMISSION_KEY: ingressSettings.ADMISSION_KEY,
  OPERATOR_ROLE_IDS: ingressSettings.OPERATOR_ROLE_IDS,
  ALLOWED_GUILD_IDS: ingressSettings.ALLOWED_GUILD_IDS,
  ALLOWED_CHANNEL_IDS: ingressSettings.ALLOWED_CHANNEL_IDS,
  COMMAND_ACCESS: ingressSettings.COMMAND_ACCESS,
  ADMIN_USER_IDS: ingressSettings.ADMIN_USER_IDS,
  ADMIN_ROLE_IDS: ingressSettings.ADMIN_ROLE_IDS,
  ALLOW_SECRET_WRITES: ingressSettings.ALLOW_SECRET_WRITES,
  COMMANDS_PER_MINUTE: ingressSettings.COMMANDS_PER_MINUTE,
  PRESSES_PER_MINUTE: ingressSettings.PRESSES_PER_MINUTE,
  ACCEPT_UNSIGNED_UNTIL: {
    schema: instant,
    description:
      'Until when the dispatcher takes messages that nobody has signed: those of the version before it signed them, for the hour of an update. Leave it out otherwise.',
    usedBy: ['dispatcher'],
  },
  AUDIT_DAYS: {
    schema: auditDays,
    description:
      'How many days an entry of the audit is kept, from 45 to 3660; it counts for entries written from then on.',
    usedBy: ['dispatcher'],
    default: '400',
  },
  APPROVALS_REQUIRED: {
    schema: count,
    description: 'How many different people must approve a plan.',
    usedBy: ['dispatcher'],
    default: '1',
  },
  APPROVER_ROLE_IDS: {
    schema: ids,
    description:
      'Discord roles of which whoever approves a plan has one, besides being an operator, and which are notified when one waits; empty: every operator may.',
    usedBy: ['dispatcher', 'notifier'],
    default: '',
  },
  PREVENT_SELF_APPROVAL: {
    schema: flag,
    description: 'Whether the person who asked for a plan is barred from approving it.',
    usedBy: ['dispatcher'],
    default: 'false',
  },
  FOUR_EYES: {
    schema: flag,
    description:
      'Whether `/ship` merges only what somebody with write access has approved, at its very head, who did not write it.',
    usedBy: ['dispatcher'],
    default: 'false',
  },
  PLAN_EXPIRES_HOURS: {
    schema: hours,
    description: 'A plan that nobody has decided about after so long expires: it cannot be approved any more.',
    usedBy: ['dispatcher'],
    default: '24',
  },
  TASK_PULL_REQUESTS: {
    schema: flag,
    description:
      'Whether approving a plan makes a branch and a draft pull request for each of its tasks; without, tasks only follow their issues.',
    usedBy: ['dispatcher'],
    default: 'true',
  },
  TASK_ASSIGNEE: {
    schema: z
      .string()
      .check(z.regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be none, requester, or the name of one of CODING_AGENTS')),
    description:
      'Whom an issue without assignee is given to when the work on it begins: `none`, the `requester` of the plan, or one of `CODING_AGENTS`.',
    usedBy: ['dispatcher'],
    default: 'none',
  },
  CODING_AGENTS: ingressSettings.CODING_AGENTS,
  AGENT_TASKS_AT_ONCE: {
    schema: count,
    description: 'How many tasks may be with coding agents at the same time.',
    usedBy: ['dispatcher'],
    default: '3',
  },
  AGENT_TASKS_PER_DAY: {
    schema: count,
    description: 'How often a task may be given to a coding agent within a day (UTC); asking for changes counts.',
    usedBy: ['dispatcher'],
    default: '20',
  },
  AGENT_DAILY_COST_USD: {
    schema: dollars,
    description: 'What coding agents may cost within a day (UTC), in dollars: the sum of their `cost_usd`.',
    usedBy: ['dispatcher'],
  },
  AGENT_TIMEOUT_MINUTES: {
    schema: minutes,
    description: 'A coding agent that is silent for so long loses its task: it is back with people.',
    usedBy: ['dispatcher'],
    default: '120',
  },
  AGENT_APPROVALS: {
    schema: count,
    description: 'How many people with write access have to approve, at its very head, what a coding agent wrote.',
    usedBy: ['dispatcher'],
    default: '1',
  },
  GITHUB_APP_CLIENT_ID: {
    schema: z.string().check(z.regex(/^[\w.-]{1,100}$/, 'must be the Client ID on the page of the GitHub App')),
    description:
      'Client ID of the GitHub App, for `/link`: people prove by its device flow which account is theirs. Device Flow must be enabled in the App.',
    usedBy: ['dispatcher'],
  },
  GITHUB_LOGINS: {
    schema: gitHubLogins,
    description: 'JSON: the logins on GitHub of people on Discord, by their ids there.',
    usedBy: ['dispatcher'],
    default: '{}',
  },
  DEPLOY_AFTER_SHIP: {
    schema: flag,
    description: 'Whether `/ship` starts Client Deploy once it has ended a plan of which something was merged.',
    usedBy: ['dispatcher'],
    default: 'false',
  },
  UPDATE_BRANCHES: {
    schema: flag,
    description: 'Whether `/ship` brings branches up to date that are behind their base, and have to be up to date.',
    usedBy: ['dispatcher'],
    default: 'false',
  },
  MERGE_METHOD: {
    schema: z.enum(['squash', 'merge', 'rebase'], 'must be squash, merge or rebase'),
    description: 'How `/ship` merges pull requests.',
    usedBy: ['dispatcher', 'verifier'],
    default: 'squash',
  },
  CLIENT_DEPLOY_WORKFLOW: {
    schema: workflowFile,
    description: 'File name of the workflow that builds and ships the client.',
    usedBy: ['dispatcher', 'verifier'],
    default: 'client-deploy.yml',
  },
  DIAGNOSE_WORKFLOW: {
    schema: workflowFile,
    description: 'File name of the workflow that diagnoses what is deployed.',
    usedBy: ['dispatcher', 'verifier'],
    default: 'diagnose-dispatch.yml',
  },
  WORKFLOW_REF: {
    schema: z.string().check(z.regex(/^[\w./-]{1,200}$/, 'must be the name of a branch or a tag')),
    description: 'Branch or tag whose workflows are started.',
    usedBy: ['dispatcher', 'verifier'],
    default: 'main',
  },
  DIAGNOSE_TRIGGER: {
    schema: z.enum(['workflow_dispatch', 'repository_dispatch'], 'must be workflow_dispatch or repository_dispatch'),
    description:
      'How the diagnose workflow is started: `workflow_dispatch`, or `repository_dispatch` (event `diagnose.request`).',
    usedBy: ['dispatcher', 'verifier'],
    default: 'workflow_dispatch',
  },
  GITHUB_API_VERSION: {
    schema: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2022-11-28')),
    description: "Version of GitHub's REST API: `2022-11-28` or `2026-03-10`.",
    usedBy: ['dispatcher', 'verifier'],
    default: '2022-11-28',
  },
  FOLLOW_TIMEOUT_MINUTES: {
    schema: minutes,
    description: 'A workflow run that has not completed after so long is no longer followed.',
    usedBy: ['dispatcher'],
    default: '60',
  },
  FRONTEND_BASE_URL: {
    schema: baseUrl,
    description: 'Where the deployed client is served; verification checks it.',
    usedBy: ['dispatcher', 'verifier'],
  },
  VITE_API_BASE: {
    schema: baseUrl,
    description: 'Base of the deployed API; verification asks its `/health` and `/hello`. Never shown.',
    usedBy: ['verifier'],
    secret: true,
  },
  FRONTEND_BASE_URL_AS: {
    schema: heldAs,
    description: 'As what `/set-frontend` sets the address of the site in the repository: `variable` or `secret`.',
    usedBy: ['dispatcher'],
    default: 'variable',
  },
  VITE_API_BASE_AS: {
    schema: heldAs,
    description: 'As what `/set-api-base` sets the base of the API in the repository: `secret` or `variable`.',
    usedBy: ['dispatcher'],
    default: 'secret',
  },
  ALLOWED_DOMAINS: {
    schema: domains,
    description: 'Domains, with their sub-domains, that URLs given by people may name; empty: every public one.',
    usedBy: ['dispatcher', 'verifier'],
    default: '',
  },
  SAFE_LOCAL: {
    schema: flag,
    description: 'Whether URLs given by people may name localhost, for development; refused in stage `prod`.',
    usedBy: ['dispatcher', 'verifier'],
    default: 'false',
  },
  STEP_PATTERNS: {
    schema: stepPatterns,
    description:
      'JSON: by which words the steps are known whose durations are shown; separated by `|`, upper and lower case alike.',
    usedBy: ['dispatcher', 'verifier'],
    default: '{"Build":"build","S3 sync":"s3 sync|sync to s3","CF invalidation":"invalidat"}',
  },
  CUSTOM_CHECKS: {
    schema: customChecks,
    description:
      'JSON list of checks of your own: `name`, `url`, and if wanted `expect_status`, `expect_header`, `max_ms`.',
    usedBy: ['verifier'],
    default: '[]',
  },
  NOTIFICATION_RULES: {
    schema: notificationRules,
    description:
      'JSON: which events of GitHub are told in which channel, by names of your own; see [the guide](docs/notifications.md).',
    usedBy: ['dispatcher', 'verifier'],
    default: '{}',
  },
  UX_SECTIONS: ingressSettings.UX_SECTIONS,
  DISABLE_UX_UPDATES: {
    schema: flag,
    description: 'Whether `/ux-update` is switched off.',
    usedBy: ['dispatcher'],
    default: 'false',
  },
  USE_LLM_PARSING: {
    schema: flag,
    description:
      'Whether `/ux-update` takes a `description` in words, which a language model turns into the change that it proposes.',
    usedBy: ['dispatcher'],
    default: 'false',
  },
  OPENAI_API_KEY: {
    schema: text,
    description: 'The key of the API at `OPENAI_BASE_URL`. Needed with `USE_LLM_PARSING` alone.',
    usedBy: ['dispatcher'],
    secret: true,
  },
  OPENAI_BASE_URL: {
    schema: baseUrl,
    description: "Base of OpenAI's API, or of one like it, up to and without `/chat/completions`.",
    usedBy: ['dispatcher'],
    default: 'https://api.openai.com/v1',
  },
  LLM_MODEL: {
    schema: z.string().check(z.regex(/^[\w./:@-]{1,100}$/, 'must be the name of a model')),
    description: 'The language model that is asked.',
    usedBy: ['dispatcher'],
    default: 'gpt-6-luna',
  },
  LLM_PRICES: {
    schema: modelPrices,
    description:
      'JSON: what a million tokens of `input` and of `output` cost in US dollars, by model; of several prices the highest. A model without a price is not asked.',
    usedBy: ['dispatcher'],
    default: '{"gpt-6-luna":{"input":0.125,"output":0.5}}',
  },
  MAX_DAILY_COST_USD: {
    schema: dollars,
    description: 'What the language model may cost in a day (UTC), in US dollars; beyond it nothing is asked.',
    usedBy: ['dispatcher'],
    default: '10',
  },
  SCHEDULES: {
    schema: schedules,
    description:
      'JSON: what is done by the clock (`plan`, `morning`, `evening`, `digest`, `diagnose`, `verify`), with time zone, working days and holidays; see [the guide](docs/schedules.md).',
    usedBy: ['dispatcher'],
  },
  REVIEW_REMINDERS: {
    schema: reviewReminders,
    description:
      'JSON: after how many hours of work, and at which times, people are reminded of reviews; without it nobody is. See [the guide](docs/notifications.md#review-reminders).',
    usedBy: ['dispatcher'],
  },
  LOG_LEVEL: ingressSettings.LOG_LEVEL,
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
/** Set all together or not at all. */
export const GITHUB_APP = ['GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY', 'GITHUB_INSTALLATION_ID'] as const;
export type Settings = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> };

/** The settings a service's functions are given. */
export function settingsOf(service: ServiceName): SettingName[] {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: TypeScript types the keys of a constant table as strings
  const names = Object.keys(settings) as SettingName[];
  return names.filter((name) => {
    const usedBy: readonly ServiceName[] = settings[name].usedBy;
    return usedBy.includes(service);
  });
}

export function isSecret(name: SettingName): boolean {
  return 'secret' in settings[name];
}
