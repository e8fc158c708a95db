/** A team at work: people in Discord, issues on GitHub, the four services between them, and a clock to wind on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiscord } from '@valine/discord';
import { connectGitHub } from '@valine/github';
import { createDeviceFlow } from '@valine/github/device-flow';
import { createHookDeliveries } from '@valine/github/hook-deliveries';
import type { Resolver } from '@valine/safe-http';
import { createProbe } from '@valine/safe-http/node';
import {
  type DiscordSandbox,
  type GitHubSandbox,
  SANDBOX_CLIENT_ID,
  type Site,
  startDiscordSandbox,
  startGitHubSandbox,
  startSite,
} from '@valine/sandboxes';
import { onTestFinished, vi } from 'vitest';
import { openChat } from './open-chat.ts';
import { openServices } from './open-services.ts';
import { serveIngress } from './serve-ingress.ts';
import { dispatcherSettings, type GivenSettings, inspectionSettings, type SiteUrls } from './settings-of-team.ts';
import { isGitHubBusy, whenGitHubRests } from './work-on-github.ts';

export type TeamOptions = {
  operatorRoles?: boolean;
  /** Whether who has that role may give admin commands. */
  hasAdmins?: boolean;
  settings?: GivenSettings;
  /** Whether GitHub knows an App of ours, with its device flow. */
  hasApp?: boolean;
  /** Whether the sandbox plays the coding agents of the settings, in no time. */
  playsAgents?: boolean;
  /** What our requests to GitHub go through. */
  gitHubFetch?: typeof fetch;
  /** Of GitHub's REST API. */
  apiVersion?: string;
  /** What is configured instead of the sandbox's site. */
  site?: SiteUrls;
  /** How long the verifier may look into a run; as long as its function lives when absent. */
  inspectionMs?: number;
};
export type Team = Awaited<ReturnType<typeof openTeam>>;

const REPOSITORY = 'acme/web';
const WEBHOOK_SECRET = 'the-webhook-secret';
const WAITING_STEPS = 60;
/** Between what people do. */
const MOMENT_MS = 2000;

/** Closes itself when the test ends. */
export async function openTeam(options: TeamOptions = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const dataDir = await mkdtemp(join(tmpdir(), 'valine-story-'));
  let handle: Parameters<typeof serveIngress>[0] = () => async () => ({ status: 503, headers: {}, body: '' });
  const door = await serveIngress(() => handle());
  const webhookUrl = `${door.url}/github/webhook`;
  const site = await startSite({ frontend: 0, api: 0 });
  const github = await startGitHubSandbox({
    dataDir,
    port: 0,
    repository: REPOSITORY,
    webhookUrl,
    webhookSecret: WEBHOOK_SECRET,
    site,
    ...(options.playsAgents ? { agents: options.settings?.codingAgents ?? {}, agentSecondMs: 0 } : {}),
  });
  const discord = await startDiscordSandbox({ dataDir, port: 0, interactionsUrl: `${door.url}/discord` });
  const services = openServices(outsideOf({ github, discord, site, webhookUrl }, options));
  handle = () => services.ingress;

  const settle = async () => {
    do {
      await whenGitHubRests(github);
      await services.queues.settle();
    } while (isGitHubBusy(github));
  };
  const chat = await openChat(discord, settle, () => systemClock.advance(MOMENT_MS), systemClock.now);
  onTestFinished(async () => {
    const unread = chat.unread();
    await Promise.all([discord.close(), github.close(), site.close(), door.close()]);
    await rm(dataDir, { recursive: true, force: true });
    vi.useRealTimers();
    if (unread.length > 0) throw new Error(`nobody read:\n${unread.join('\n—\n')}`);
  });
  return {
    ...services,
    github,
    discord,
    site,
    /** Delivers the newest interaction, or webhook, once more. */
    replayInteraction: () => door.replay('/discord'),
    replayWebhook: () => door.replay('/github/webhook'),
    chat,
    settle,
    /** Time passes; whatever becomes due happens at its time, or what GitHub makes of it a moment later. */
    async wait(milliseconds: number): Promise<void> {
      const end = Date.now() + milliseconds;
      const step = Math.max(1000, milliseconds / WAITING_STEPS);
      await settle();
      while (Date.now() < end) {
        await services.queues.advance(Math.min(step, end - Date.now()));
        await settle();
      }
    },
  };
}

/** Everything in a story reads the same clock: ours, the platforms' and the signatures'. */
const systemClock = {
  now: () => Date.now(),
  advance: (milliseconds: number) => void vi.setSystemTime(Date.now() + milliseconds),
};

/** Names of this machine are what they are, `inside.example` leads into a private network, every other name to the world. */
const resolver: Resolver = {
  async resolve(hostname) {
    if (hostname === '127.0.0.1' || hostname === 'localhost') return ['127.0.0.1'];
    return hostname === 'inside.example' ? ['93.184.215.14', '10.0.0.7'] : ['93.184.215.14'];
  },
};

function accessOf({ guildId }: DiscordSandbox, operatorRoles: string[], adminRoles: string[]) {
  return {
    ...{ STAGE: 'dev', ALLOWED_GUILD_IDS: [guildId], ALLOWED_CHANNEL_IDS: [], OPERATOR_ROLE_IDS: operatorRoles },
    ...{ ADMIN_USER_IDS: [], ADMIN_ROLE_IDS: adminRoles, ALLOW_SECRET_WRITES: true, COMMAND_ACCESS: {} },
  };
}

type Platforms = { github: GitHubSandbox; discord: DiscordSandbox; site: Site; webhookUrl: string };

function outsideOf({ github, discord, webhookUrl, ...platforms }: Platforms, options: TeamOptions) {
  const {
    operatorRoles = false,
    hasAdmins = false,
    settings = {},
    gitHubFetch = fetch,
    site = platforms.site,
    inspectionMs,
    apiVersion,
  } = options;
  const { applicationId, botToken, url: baseUrl } = discord;
  const clock = systemClock;
  const trustedOrigins = [site.frontendUrl, site.apiBase].filter((url) => url !== undefined);
  const policy = { allowedDomains: [], safeLocal: false, trustedOrigins };
  const connection = {
    repository: REPOSITORY,
    baseUrl: github.url,
    auth: { token: github.token },
    fetch: gitHubFetch,
    spaceWrites: false,
    ...(apiVersion && { apiVersion }),
  };
  return {
    clock,
    discord: createDiscord({ baseUrl, applicationId, botToken, fetch, clock }),
    ...(options.hasApp && {
      deviceFlow: createDeviceFlow({
        clientId: SANDBOX_CLIENT_ID,
        baseUrl: github.url,
        apiVersion: '2022-11-28',
        fetch: gitHubFetch,
      }),
    }),
    ...connectGitHub(connection),
    hooks: { webhookUrl, connect: async () => createHookDeliveries(connection) },
    probe: createProbe({ policy, resolver, clock }),
    resolver,
    webhookSecret: WEBHOOK_SECRET,
    publicKey: discord.publicKey,
    settings: dispatcherSettings(REPOSITORY, github.url, site, {
      access: accessOf(
        discord,
        operatorRoles ? [discord.operatorRoleId] : [],
        hasAdmins ? [discord.operatorRoleId] : [],
      ),
      ...settings,
    }),
    inspection: inspectionSettings(site),
    inspectionMs,
  };
}
