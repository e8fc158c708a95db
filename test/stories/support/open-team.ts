/** A team at work: people in Discord, issues on GitHub, the four services between them, and a clock to wind on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiscord } from '@valine/discord';
import type { DispatcherSettings } from '@valine/dispatcher';
import { connectGitHub } from '@valine/github';
import { startDiscordSandbox, startGitHubSandbox } from '@valine/local-stack';
import { onTestFinished, vi } from 'vitest';
import { openChat } from './open-chat.ts';
import { openServices } from './open-services.ts';
import { serveIngress } from './serve-ingress.ts';

export type TeamOptions = { operatorRoles?: boolean; settings?: Partial<DispatcherSettings> };
export type Team = Awaited<ReturnType<typeof openTeam>>;

const REPOSITORY = 'acme/web';
const WEBHOOK_SECRET = 'the-webhook-secret';

// Octokit's throttling keeps its times for the whole process, so no story may begin before another has ended.
let latest = 0;

/** Closes itself when the test ends. */
export async function openTeam(options: TeamOptions = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: Math.max(Date.now(), latest) });
  const dataDir = await mkdtemp(join(tmpdir(), 'valine-story-'));
  let handle: Parameters<typeof serveIngress>[0] = () => async () => ({ status: 503, headers: {}, body: '' });
  const door = await serveIngress(() => handle());
  const webhookUrl = `${door.url}/github/webhook`;
  const github = await startGitHubSandbox({
    dataDir,
    port: 0,
    repository: REPOSITORY,
    webhookUrl,
    webhookSecret: WEBHOOK_SECRET,
  });
  const discord = await startDiscordSandbox({ dataDir, port: 0, interactionsUrl: `${door.url}/discord` });
  const services = openServices({ ...clients(discord, github), ...settingsOf(discord, options), clock: systemClock });
  handle = () => services.ingress;

  const settle = async () => {
    await github.whenIdle();
    await services.queues.settle();
  };
  const chat = await openChat(discord, settle);
  onTestFinished(async () => {
    const unread = chat.unread();
    await Promise.all([discord.close(), github.close(), door.close()]);
    await rm(dataDir, { recursive: true, force: true });
    latest = Date.now();
    vi.useRealTimers();
    if (unread.length > 0) throw new Error(`nobody read:\n${unread.join('\n—\n')}`);
  });
  return {
    ...services,
    github,
    discord,
    /** Delivers the newest interaction, or webhook, once more. */
    replayInteraction: () => door.replay('/discord'),
    replayWebhook: () => door.replay('/github/webhook'),
    chat,
    settle,
    /** Time passes; whatever becomes due happens at its time. */
    async wait(milliseconds: number): Promise<void> {
      await settle();
      await services.queues.advance(milliseconds);
    },
  };
}

/** Everything in a story reads the same clock: ours, the platforms' and the signatures'. */
const systemClock = {
  now: () => Date.now(),
  advance: (milliseconds: number) => void vi.setSystemTime(Date.now() + milliseconds),
};

type DiscordSandbox = Awaited<ReturnType<typeof startDiscordSandbox>>;
type GitHubSandbox = Awaited<ReturnType<typeof startGitHubSandbox>>;

function clients(discord: DiscordSandbox, github: GitHubSandbox) {
  const { applicationId, botToken, url: baseUrl } = discord;
  return {
    discord: createDiscord({ baseUrl, applicationId, botToken, fetch, clock: systemClock }),
    ...connectGitHub({ repository: REPOSITORY, baseUrl: github.url, auth: { token: github.token } }),
  };
}

function settingsOf(discord: DiscordSandbox, { operatorRoles = false, settings = {} }: TeamOptions) {
  return {
    repository: REPOSITORY,
    webhookSecret: WEBHOOK_SECRET,
    publicKey: discord.publicKey,
    operatorRoles: operatorRoles ? [discord.operatorRoleId] : [],
    settings,
  };
}
