/** The settings there are: what each means, which services read it, and whether it is a secret. */
import * as z from 'zod/mini';
import { SERVICES, type ServiceName } from './resource-names.ts';

const text = z.string().check(z.trim(), z.minLength(1, 'must not be blank'));
const url = z.string().check(z.trim(), z.regex(/^https?:\/\/[^\s/]+/, 'must be an http(s) URL'));
const snowflake = z.string().check(z.refine(isSnowflake, 'must be a Discord id (digits only)'));
/** Empty means everyone, so what is set must name somebody: a slip must not open the door. */
const ids = z.pipe(
  z.string().check(
    z.refine(
      (value) => value === '' || itemsOf(value).length > 0,
      'names nobody: leave it out, or give at least one id',
    ),
    z.refine((value) => itemsOf(value).every(isSnowflake), 'must be Discord ids (digits only), separated by commas'),
  ),
  z.transform(itemsOf),
);
const flag = z.pipe(
  z.string().check(z.regex(/^(true|false)$/i, 'must be true or false')),
  z.transform((value) => value.toLowerCase() === 'true'),
);
const logLevel = z.pipe(
  z.string().check(z.regex(/^(debug|info|warn|error)$/i, 'must be debug, info, warn or error')),
  z.transform((value) => value.toLowerCase()),
);
const count = z.pipe(z.string().check(z.regex(/^[1-9]\d?$/, 'must be a number from 1 to 99')), z.transform(Number));

export type Setting = {
  schema: z.ZodMiniType<unknown, string>;
  description: string;
  /** Services whose functions are given it. */
  usedBy: readonly ServiceName[];
  /** Kept in SSM as a SecureString, never in a function's environment. */
  secret?: true;
  default?: string;
};

export const settings = {
  DISCORD_PUBLIC_KEY: {
    schema: z.string().check(z.regex(/^[0-9a-f]{64}$/i, 'must be 64 hex digits (General Information, Public Key)')),
    description: "The Discord application's public key; every interaction is verified against it.",
    usedBy: ['ingress'],
  },
  DISCORD_APPLICATION_ID: {
    schema: snowflake,
    description: "The Discord application's id.",
    usedBy: ['ingress', 'notifier'],
  },
  DISCORD_BOT_TOKEN: { schema: text, description: "The bot's token.", usedBy: ['notifier'], secret: true },
  DISCORD_CHANNEL_ID: {
    schema: snowflake,
    description: 'The channel for messages nobody asked for in a channel of their own.',
    usedBy: ['notifier'],
  },
  DISCORD_API_URL: {
    schema: url,
    description: "Base of Discord's API, up to and without `/channels`.",
    usedBy: ['notifier'],
    default: 'https://discord.com/api/v10',
  },
  GITHUB_REPOSITORY: {
    schema: z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name')),
    description: 'The repository whose issues are planned, as `owner/name`.',
    usedBy: ['ingress', 'dispatcher', 'verifier'],
  },
  GITHUB_TOKEN: {
    schema: text,
    description: "A token that may read the repository's issues. Not needed with a GitHub App.",
    usedBy: ['dispatcher', 'verifier'],
    secret: true,
  },
  GITHUB_APP_ID: {
    schema: z.string().check(z.regex(/^\d+$/, 'must be a number')),
    description: "The GitHub App's id (preferred over a token).",
    usedBy: ['dispatcher', 'verifier'],
  },
  GITHUB_APP_PRIVATE_KEY: {
    schema: text,
    description: "The GitHub App's private key, PEM.",
    usedBy: ['dispatcher', 'verifier'],
    secret: true,
  },
  GITHUB_INSTALLATION_ID: {
    schema: z.string().check(z.regex(/^\d+$/, 'must be a number')),
    description: "The App's installation on the repository.",
    usedBy: ['dispatcher', 'verifier'],
  },
  GITHUB_WEBHOOK_SECRET: {
    schema: text,
    description: "The webhook's secret; every delivery is verified against it.",
    usedBy: ['ingress'],
    secret: true,
  },
  GITHUB_API_URL: {
    schema: url,
    description: "Base of GitHub's REST API.",
    usedBy: ['dispatcher', 'verifier'],
    default: 'https://api.github.com',
  },
  OPERATOR_ROLE_IDS: {
    schema: ids,
    description: 'Discord roles that may run commands which change something; empty: everyone may.',
    usedBy: ['ingress'],
    default: '',
  },
  ALLOWED_GUILD_IDS: {
    schema: ids,
    description: 'Discord servers whose interactions are taken; empty: every server the app is installed on.',
    usedBy: ['ingress'],
    default: '',
  },
  ALLOWED_CHANNEL_IDS: {
    schema: ids,
    description: 'Channels in which commands are taken; empty: every channel.',
    usedBy: ['ingress'],
    default: '',
  },
  APPROVALS_REQUIRED: {
    schema: count,
    description: 'How many different people must approve a plan.',
    usedBy: ['dispatcher'],
    default: '1',
  },
  PREVENT_SELF_APPROVAL: {
    schema: flag,
    description: 'Whether the person who asked for a plan is barred from approving it.',
    usedBy: ['dispatcher'],
    default: 'false',
  },
  LOG_LEVEL: {
    schema: logLevel,
    description: 'The least that is logged: `debug`, `info`, `warn` or `error`. Lines for the audit always are.',
    usedBy: SERVICES,
    default: 'info',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export type Settings = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> };

function itemsOf(value: string): string[] {
  return value.split(/[\s,]+/).filter((item) => item !== '');
}

function isSnowflake(value: string): boolean {
  return /^\d{1,20}$/.test(value);
}

/** The settings a service's functions are given. */
export function settingsOf(service: ServiceName): SettingName[] {
  return (Object.keys(settings) as SettingName[]).filter((name) =>
    (settings[name].usedBy as readonly ServiceName[]).includes(service),
  );
}

export function isSecret(name: SettingName): boolean {
  return 'secret' in settings[name];
}
