/** From nothing to a first plan, with the programs as people start them: `valine setup`, `npm start`, `valine setup`, `/plan`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDiscordSandbox } from '@valine/sandboxes';
import { testDir, testGitHub } from '@valine/sandboxes/test-support';
import { expect, it, onTestFinished, vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000 });

const VALINE = fileURLToPath(new URL('../main.ts', import.meta.url));
const START = fileURLToPath(new URL('../../local-stack/main.ts', import.meta.url));

function start(program: string, programArguments: string[], env: Record<string, string>) {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, [program, ...programArguments], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code), output }));
  const says = (text: string) => vi.waitUntil(() => output.includes(text), { timeout: 60_000, interval: 50 });
  return { ended, says };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function platforms() {
  const { github } = await testGitHub();
  github.setUp((setUp) => {
    setUp.hooks = [];
  });
  const discord = await startDiscordSandbox({ dataDir: testDir(), interactionsUrl: '', port: 0 });
  onTestFinished(() => discord.close());
  const settings = {
    DISCORD_API_URL: discord.url,
    DISCORD_BOT_TOKEN: discord.botToken,
    DISCORD_CHANNEL_ID: discord.channelId,
    OPERATOR_ROLE_IDS: discord.operatorRoleId,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'acme/web-shop',
    GITHUB_TOKEN: github.token,
  };
  return { github, discord, settings };
}

it('leads to a first plan on this machine, with a Discord and a GitHub that are elsewhere', async () => {
  const { github, discord, settings } = await platforms();
  const VALINE_DATA_DIR = testDir();
  const port = String(await freePort());
  const setup = (env: Record<string, string>, ...more: string[]) =>
    start(VALINE, ['setup', '--public-url', `http://127.0.0.1:${port}`, ...more], { VALINE_DATA_DIR, ...env }).ended;

  expect(await setup(settings, '--github', 'token')).toMatchObject({
    code: 1,
    output: expect.stringContaining('npm start -- --settings'),
  });
  const folder = join(VALINE_DATA_DIR, 'setup/local');
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).not.toContain(0o644);
  expect(readFileSync(`${folder}.json`, 'utf8')).not.toContain(discord.botToken);

  await start(START, ['--settings', folder, '--no-prompt'], { PORT: port }).says('ready');
  expect(await setup({})).toMatchObject({ code: 0, output: expect.stringContaining('Everything is set up') });
  github.forgetRequests();
  discord.forgetRequests();
  expect((await setup({})).code).toBe(0);
  expect([...github.requests(), ...discord.requests()].filter((request) => !request.startsWith('GET'))).toEqual([]);

  await discord.command('/plan label:ready');
  const shown = () => JSON.stringify(discord.messages().map(({ message }) => message.embeds));
  await vi.waitUntil(() => /Plan plan-/.test(shown()), { timeout: 30_000, interval: 50 });
  github.openIssue('Told by the webhook', ['ready']);
  await github.whenIdle();
  expect(github.deliveries().at(-1)).toMatchObject({ event: 'issues', statusCode: 202 });
});
