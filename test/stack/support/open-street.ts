/** GitHub and Discord on this machine with the local stack as a process between them: the stack may die, they go on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { registerCommands, startDiscordSandbox, startGitHubSandbox } from '@valine/local-stack';
import { onTestFinished } from 'vitest';
import { freePort, stackProcess } from './start-process.ts';

export type Street = Awaited<ReturnType<typeof openStreet>>;

export type LocalState = {
  queues: { name: string; visible: number; inFlight: number; delayed: number; deadLetters: number }[];
  runs: { id: string; state: string; tasks: { done: number; total: number } }[];
  functions: { name: string; busy: number }[];
};

const REPOSITORY = 'acme/web';
const SECRET = 'the-webhook-secret';
const SETTLE_WITHIN_MS = 200_000;

/** Closes itself when the test ends. */
export async function openStreet(extra: Record<string, string> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'valine-stack-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const webhook = { webhookUrl: `${url}/github/webhook`, webhookSecret: SECRET };
  const github = await startGitHubSandbox({ dataDir, port: 0, repository: REPOSITORY, ...webhook });
  github.resumeWebhooks();
  const discord = await startDiscordSandbox({ dataDir, port: 0, interactionsUrl: `${url}/discord` });
  await registerCommands(discord);
  const stack = stackProcess({
    PORT: String(port),
    HOME: dataDir,
    VALINE_DATA_DIR: join(dataDir, 'stack'),
    DISCORD_API_URL: discord.url,
    DISCORD_PUBLIC_KEY: discord.publicKey,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_BOT_TOKEN: discord.botToken,
    DISCORD_CHANNEL_ID: discord.channelId,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_TOKEN: github.token,
    GITHUB_WEBHOOK_SECRET: SECRET,
    ...extra,
  });
  onTestFinished(async () => {
    await stack.kill();
    await Promise.all([discord.close(), github.close()]);
    await rm(dataDir, { recursive: true, force: true });
  });
  const state = async () => (await (await fetch(`${url}/local/state`)).json()) as LocalState;
  return { url, dataDir: join(dataDir, 'stack'), github, discord, stack, state, settle: () => settle(state, github) };
}

/** Until nothing is on its way any more. @throws with the state when that takes too long */
async function settle(state: () => Promise<LocalState>, github: { whenIdle(): Promise<void> }): Promise<void> {
  const end = Date.now() + SETTLE_WITHIN_MS;
  for (let quiet = 0; quiet < 2; ) {
    await github.whenIdle();
    const now = await state();
    if (Date.now() > end) throw new Error(`still busy: ${JSON.stringify(now)}`);
    quiet = isQuiet(now) ? quiet + 1 : 0;
    await setTimeout(30);
  }
}

function isQuiet({ queues, functions }: LocalState): boolean {
  return (
    queues.every(({ visible, inFlight, delayed }) => visible + inFlight + delayed === 0) &&
    functions.every(({ busy }) => busy === 0)
  );
}
