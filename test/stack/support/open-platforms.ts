/** GitHub, Discord and a site on this machine, and the settings that lead a stack to them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerCommands, startDiscordSandbox, startGitHubSandbox, startSite } from '@valine/sandboxes';
import { onTestFinished } from 'vitest';
import { freePort } from './start-process.ts';

export type Platforms = Awaited<ReturnType<typeof startPlatforms>>;

const REPOSITORY = 'acme/web';
const SECRET = 'the-webhook-secret';

export type WhenOver = (close: () => Promise<void>) => void;

/** They close when the test ends. */
export async function openPlatforms(whenOver: WhenOver = onTestFinished): Promise<Platforms> {
  const platforms = await startPlatforms();
  whenOver(platforms.close);
  return platforms;
}

/** Of Discord, besides those that lead to it. */
export type DiscordLimits = Partial<Pick<Parameters<typeof startDiscordSandbox>[0], 'rateLimit'>>;

/** `dataDir` is for the stack, which is to listen on `port`. */
export async function startPlatforms(limits: DiscordLimits = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'valine-stack-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const webhook = { webhookUrl: `${url}/github/webhook`, webhookSecret: SECRET };
  const site = await startSite({ frontend: 0, api: 0 });
  const github = await startGitHubSandbox({ dataDir: folder, port: 0, repository: REPOSITORY, ...webhook, site });
  github.resumeWebhooks();
  const discord = await startDiscordSandbox({ dataDir: folder, port: 0, interactionsUrl: `${url}/discord`, ...limits });
  await registerCommands(discord);
  const settings: Record<string, string> = {
    DISCORD_API_URL: discord.url,
    DISCORD_PUBLIC_KEY: discord.publicKey,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_BOT_TOKEN: discord.botToken,
    DISCORD_CHANNEL_ID: discord.channelId,
    ALLOWED_GUILD_IDS: discord.guildId,
    OPERATOR_ROLE_IDS: discord.operatorRoleId,
    ADMIN_ROLE_IDS: discord.operatorRoleId,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_TOKEN: github.token,
    GITHUB_WEBHOOK_SECRET: SECRET,
    FRONTEND_BASE_URL: site.frontendUrl,
    VITE_API_BASE: site.apiBase,
    // Tasks begin one after the other, which takes its time: where a test is about them it sets this.
    TASK_PULL_REQUESTS: 'false',
  };
  const close = async () => {
    await Promise.all([discord.close(), github.close(), site.close()]);
    await rm(folder, { recursive: true, force: true });
  };
  return { url, port, dataDir: join(folder, 'stack'), github, discord, site, settings, webhook, close };
}
