/** The settings that ingress reads, in a table of their own: Discord waits for its cold start. */
import * as z from 'zod/mini';
import { SERVICES, type ServiceName } from './resource-names.ts';
import { admissionKey } from './values/admission-key.ts';
import { codingAgents } from './values/coding-agents.ts';
import { commandAccess } from './values/command-access.ts';
import { count, flag, ids, logLevel, snowflake, text } from './values/schemas.ts';
import { uxSections } from './values/ux-sections.ts';

export type Setting = {
  schema: z.ZodMiniType<unknown, string>;
  description: string;
  /** Services whose functions are given it. */
  usedBy: readonly ServiceName[];
  /** Kept in SSM as a SecureString, never in a function's environment. */
  secret?: true;
  default?: string;
};

export const ingressSettings = {
  DISCORD_PUBLIC_KEY: {
    schema: z.string().check(z.regex(/^[0-9a-f]{64}$/i, 'must be 64 hex digits (General Information, Public Key)')),
    description: "The Discord application's public key; every interaction is verified against it.",
    usedBy: ['ingress', 'notifier'],
  },
  DISCORD_APPLICATION_ID: {
    schema: snowflake,
    description: "The Discord application's id.",
    usedBy: ['ingress', 'notifier'],
  },
  GITHUB_REPOSITORY: {
    schema: z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name')),
    description: 'The repository whose issues are planned and whose workflows are run, as `owner/name`.',
    usedBy: ['ingress', 'dispatcher', 'verifier'],
  },
  GITHUB_WEBHOOK_SECRET: {
    schema: text,
    description: "The webhook's secret; every delivery is verified against it.",
    usedBy: ['ingress'],
    secret: true,
  },
  ADMISSION_KEY: {
    schema: admissionKey,
    description:
      'What ingress and dispatcher sign messages with: nothing else is done. 32 random characters or more; a key after a space is known too. Left out, one is made.',
    usedBy: ['ingress', 'dispatcher'],
    secret: true,
  },
  OPERATOR_ROLE_IDS: {
    schema: ids,
    description:
      'Discord roles that may run what changes something; empty: nobody may in stage `prod`, everyone in others.',
    usedBy: ['ingress', 'dispatcher', 'notifier'],
    default: '',
  },
  ALLOWED_GUILD_IDS: {
    schema: ids,
    description: "Discord servers whose interactions are taken; empty: none are, but Discord's PING.",
    usedBy: ['ingress', 'dispatcher', 'notifier'],
    default: '',
  },
  ALLOWED_CHANNEL_IDS: {
    schema: ids,
    description: 'Channels in which commands are taken; empty: every channel.',
    usedBy: ['ingress', 'dispatcher', 'notifier'],
    default: '',
  },
  COMMAND_ACCESS: {
    schema: commandAccess,
    description:
      'JSON: in which `channels` a command and its buttons are taken alone, and from which `roles`, by its name; whoever else may not use it still may not.',
    usedBy: ['ingress', 'dispatcher'],
    default: '{}',
  },
  ADMIN_USER_IDS: {
    schema: ids,
    description: 'People on Discord who may give admin commands, besides those with a role of `ADMIN_ROLE_IDS`.',
    usedBy: ['ingress', 'dispatcher'],
    default: '',
  },
  ADMIN_ROLE_IDS: {
    schema: ids,
    description:
      'Discord roles that may give admin commands; with `ADMIN_USER_IDS` empty too, nobody may, on any stage.',
    usedBy: ['ingress', 'dispatcher', 'notifier'],
    default: '',
  },
  ALLOW_SECRET_WRITES: {
    schema: flag,
    description: 'Whether admins may have variables and secrets of the repository written.',
    usedBy: ['ingress', 'dispatcher'],
    default: 'false',
  },
  COMMANDS_PER_MINUTE: {
    schema: count,
    description: 'How often one person may give the same command within a minute.',
    usedBy: ['ingress', 'dispatcher'],
    default: '20',
  },
  PRESSES_PER_MINUTE: {
    schema: count,
    description: 'How often one person may use buttons, selects and windows within a minute.',
    usedBy: ['ingress', 'dispatcher'],
    default: '60',
  },
  CODING_AGENTS: {
    schema: codingAgents,
    description:
      'JSON: coding agents that tasks can be given to, by names of your own; see [the guide](docs/agents.md#coding-agents).',
    usedBy: ['ingress', 'dispatcher'],
    default: '{}',
  },
  UX_SECTIONS: {
    schema: uxSections,
    description: 'JSON: which places of the site `/ux-update` may change: name, file, and where in it.',
    usedBy: ['ingress', 'dispatcher'],
    default: '{}',
  },
  LOG_LEVEL: {
    schema: logLevel,
    description: 'The least that is logged: `debug`, `info`, `warn` or `error`. Lines for the audit always are.',
    usedBy: SERVICES,
    default: 'info',
  },
} as const satisfies Record<string, Setting>;
