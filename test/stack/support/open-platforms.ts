/** GitHub and Discord on this machine, and the settings that lead a stack to them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerCommands, startDiscordSandbox, startGitHubSandbox } from '@valine/local-stack';
import { onTestFinished } from 'vitest';
import { freePort } from './start-process.ts';

export type Platforms = Awaited<ReturnType<typeof openPlatforms>>;

const REPOSITORY = 'acme/web';
const SECRET = 'the-webhook-secret';

/** They close when the test ends. `dataDir` is for the stack, which is to listen on `port`. */
export async function openPlatforms() {
  const folder = await mkdtemp(join(tmpdir(), 'valine-stack-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const webhook = { webhookUrl: `${url}/github/webhook`, webhookSecret: SECRET };
  const github = await startGitHubSandbox({ dataDir: folder, port: 0, repository: REPOSITORY, ...webhook });
  github.resumeWebhooks();
  const discord = await startDiscordSandbox({ dataDir: folder, port: 0, interactionsUrl: `${url}/discord` });
  await registerCommands(discord);
  onTestFinished(async () => {
    await Promise.all([discord.close(), github.close()]);
    await rm(folder, { recursive: true, force: true });
  });
  const settings: Record<string, string> = {
    DISCORD_API_URL: discord.url,
    DISCORD_PUBLIC_KEY: discord.publicKey,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_BOT_TOKEN: discord.botToken,
    DISCORD_CHANNEL_ID: discord.channelId,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_TOKEN: github.token,
    GITHUB_WEBHOOK_SECRET: SECRET,
  };
  return { url, port, dataDir: join(folder, 'stack'), github, discord, settings };
}
