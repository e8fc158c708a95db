/** Starts the sandboxes that are wanted, on the ports they had last time, and says what settings lead to them. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type CodingAgents, parseSettings, type SettingName } from '@valine/settings';
import {
  type DiscordSandbox,
  type DiscordSandboxOptions,
  startDiscordSandbox,
} from './discord/start-discord-sandbox.ts';
import { SANDBOX_CLIENT_ID } from './github/identity/device-routes.ts';
import type { Seed } from './github/seed/parse-seed.ts';
import { SITE_SECTIONS } from './github/seed/site-files.ts';
import { type GitHubSandbox, type GitHubSandboxOptions, startGitHubSandbox } from './github/start-github-sandbox.ts';
import { type ModelSandbox, startModel } from './model/start-model.ts';
import { type JsonFile, openJsonFile } from './shared/json-file.ts';
import { type Site, startSite } from './site/start-site.ts';
import {
  createStandIns,
  DEFAULT_REPOSITORY,
  discordStandIns,
  gitHubStandIns,
  type StandIns,
  standInsMessage,
} from './stand-ins.ts';

type Given = Partial<Record<SettingName, string>>;
type Ports = { github: number; discord: number };
/** A file of before there was something has nothing for it. */
type Kept = {
  standIns: StandIns;
  ports: Ports;
  sitePorts?: { frontend: number; api: number };
  modelPort?: number;
  /** The same at the next start, or what waits in the queues would be refused. */
  admissionKey?: string;
};

export type Sandboxes = {
  /** Absent when `GITHUB_API_URL` is given. */
  github: GitHubSandbox | undefined;
  /** Absent when `DISCORD_API_URL` is given. */
  discord: DiscordSandbox | undefined;
  /** What verification looks at; absent when `FRONTEND_BASE_URL` and `VITE_API_BASE` are both given. */
  site: Site | undefined;
  /** Absent when `OPENAI_API_KEY` or `OPENAI_BASE_URL` is given. */
  model: ModelSandbox | undefined;
  /** What is given, what the sandboxes add, and what is made up. */
  settings: Record<string, string>;
  /** What a person should know about them, a line each. */
  warnings: string[];
  close(): Promise<void>;
};

/** `ingressUrl` has no slash at its end. Webhooks are held back until `github.resumeWebhooks()`. */
export async function startSandboxes(
  dataDir: string,
  ingressUrl: string,
  given: Given,
  { seed, ...life }: Pick<DiscordSandboxOptions, 'tokenLifeMs'> & Pick<GitHubSandboxOptions, 'seed'> = {},
): Promise<Sandboxes> {
  const kept = openJsonFile<Kept>(join(dataDir, 'sandboxes.json'), () => ({
    standIns: createStandIns(),
    ports: { github: 0, discord: 0 },
  }));
  const site = given.FRONTEND_BASE_URL && given.VITE_API_BASE ? undefined : await startSiteAgain(kept.value);
  const github = given.GITHUB_API_URL
    ? undefined
    : await startGitHub(dataDir, ingressUrl, { ...(site && siteSettings(site)), ...given }, kept, seed);
  const discord = given.DISCORD_API_URL ? undefined : await startDiscord(dataDir, ingressUrl, given, kept, life);
  const model = given.OPENAI_API_KEY || given.OPENAI_BASE_URL ? undefined : await startModelAgain(kept.value);
  kept.value.admissionKey ??= randomBytes(32).toString('base64url');
  kept.save();
  const madeUp = {
    ...(github ? {} : gitHubStandIns(given, kept.value.standIns)),
    ...(discord ? {} : discordStandIns(given, kept.value.standIns)),
  };
  return {
    github,
    discord,
    site,
    model,
    settings: {
      ADMISSION_KEY: kept.value.admissionKey,
      ...madeUp,
      ...(site && siteSettings(site)),
      ...(github && gitHubSettings(github, kept.value)),
      ...(discord && discordSettings(discord)),
      ...(github && agentSettings(discord)),
      ...(model && modelSettings(model)),
      ...given,
    },
    warnings: warningsOf(given, discord, Object.keys(madeUp)),
    async close() {
      await Promise.all([github?.close(), discord?.close(), site?.close(), model?.close()]);
    },
  };
}

function warningsOf(given: Given, discord: DiscordSandbox | undefined, madeUp: readonly string[]): string[] {
  const { DISCORD_PUBLIC_KEY: key } = given;
  const foreignKey = discord !== undefined && key !== undefined && key.toLowerCase() !== discord.publicKey;
  return [...(foreignKey ? [foreignKeyMessage()] : []), ...(madeUp.length > 0 ? [standInsMessage(madeUp)] : [])];
}

function startGitHub(
  dataDir: string,
  ingressUrl: string,
  given: Given,
  { value }: JsonFile<Kept>,
  seed: Seed | undefined,
) {
  const options = {
    dataDir,
    repository: given.GITHUB_REPOSITORY ?? DEFAULT_REPOSITORY,
    webhookUrl: `${ingressUrl}/github/webhook`,
    webhookSecret: given.GITHUB_WEBHOOK_SECRET ?? value.standIns.webhookSecret,
    site: { frontendUrl: given.FRONTEND_BASE_URL ?? '', apiBase: given.VITE_API_BASE ?? '' },
    agents: agentsOf(given),
    paused: true,
    ...(seed && { seed }),
    ...(given.GITHUB_TOKEN ? { token: given.GITHUB_TOKEN } : {}),
  };
  return onSamePort(value.ports, 'github', (port) => startGitHubSandbox({ ...options, port }));
}

function startDiscord(
  dataDir: string,
  ingressUrl: string,
  given: Given,
  { value }: JsonFile<Kept>,
  life: Pick<DiscordSandboxOptions, 'tokenLifeMs'>,
) {
  const [operatorRoleId] = given.OPERATOR_ROLE_IDS?.split(',').map((id) => id.trim()) ?? [];
  const identity: DiscordSandboxOptions['identity'] = {
    // Operators there have a role that the setting names, or the setting would shut all of them out.
    ...(operatorRoleId ? { operatorRoleId } : {}),
    ...(given.DISCORD_APPLICATION_ID ? { applicationId: given.DISCORD_APPLICATION_ID } : {}),
    ...(given.DISCORD_BOT_TOKEN ? { botToken: given.DISCORD_BOT_TOKEN } : {}),
    ...(given.DISCORD_CHANNEL_ID ? { channelId: given.DISCORD_CHANNEL_ID } : {}),
  };
  const options = { dataDir, interactionsUrl: `${ingressUrl}/discord`, identity, ...life };
  return onSamePort(value.ports, 'discord', (port) => startDiscordSandbox({ ...options, port }));
}

async function startSiteAgain(kept: Kept): Promise<Site> {
  const site = await startSite(kept.sitePorts ?? ANY_PORTS).catch((error: unknown) => {
    if (isPortTaken(error)) return startSite(ANY_PORTS);
    throw error;
  });
  kept.sitePorts = site.ports;
  return site;
}

async function startModelAgain(kept: Kept): Promise<ModelSandbox> {
  const model = await startModel(kept.modelPort ?? 0).catch((error: unknown) => {
    if (isPortTaken(error)) return startModel(0);
    throw error;
  });
  kept.modelPort = model.port;
  return model;
}

const ANY_PORTS = { frontend: 0, api: 0 };

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Links in old messages go on leading somewhere; another port only if that one is taken. */
async function onSamePort<S extends { url: string }>(
  ports: Ports,
  name: keyof Ports,
  start: (port: number) => Promise<S>,
): Promise<S> {
  const sandbox = await start(ports[name]).catch((error: unknown) => {
    if (isPortTaken(error)) return start(0);
    throw error;
  });
  ports[name] = Number(new URL(sandbox.url).port);
  return sandbox;
}

function siteSettings({ frontendUrl, apiBase }: Site) {
  return { FRONTEND_BASE_URL: frontendUrl, VITE_API_BASE: apiBase };
}

function gitHubSettings(github: GitHubSandbox, kept: Kept) {
  return {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_TOKEN: github.token,
    GITHUB_APP_CLIENT_ID: SANDBOX_CLIENT_ID,
    GITHUB_WEBHOOK_SECRET: kept.standIns.webhookSecret,
    UX_SECTIONS: JSON.stringify(SITE_SECTIONS),
    ALLOW_SECRET_WRITES: 'true',
  };
}

function discordSettings(discord: DiscordSandbox) {
  return {
    DISCORD_API_URL: discord.url,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_BOT_TOKEN: discord.botToken,
    DISCORD_CHANNEL_ID: discord.channelId,
    DISCORD_PUBLIC_KEY: discord.publicKey,
    ALLOWED_GUILD_IDS: discord.guildId,
    OPERATOR_ROLE_IDS: discord.operatorRoleId,
    ADMIN_ROLE_IDS: discord.operatorRoleId,
  };
}

/** Plays on GitHub's sandbox what a task is given to. */
const AGENTS = '{"claude":{"kind":"comment","mention":"@claude","login":"claude[bot]","label":"Claude"}}';

function agentsOf({ CODING_AGENTS = AGENTS }: Given): CodingAgents {
  return parseSettings({ CODING_AGENTS }, ['CODING_AGENTS']).CODING_AGENTS;
}

/** Who is there first has a login on GitHub too: their approval alone is none of what they gave to an agent. */
function agentSettings(discord: DiscordSandbox | undefined): Given {
  const id = discord?.memberId('mara');
  return { CODING_AGENTS: AGENTS, ...(id === undefined ? {} : { GITHUB_LOGINS: JSON.stringify({ [id]: 'mara-k' }) }) };
}

/** It costs nothing here, so wishes in words are taken unless somebody says otherwise. */
function modelSettings({ url, key }: ModelSandbox) {
  return { OPENAI_BASE_URL: url, OPENAI_API_KEY: key, USE_LLM_PARSING: 'true' };
}

function foreignKeyMessage(): string {
  return "DISCORD_PUBLIC_KEY is not the Discord sandbox's key, so what is typed in the sandbox is refused (401). Unset it, or set DISCORD_API_URL too.";
}
