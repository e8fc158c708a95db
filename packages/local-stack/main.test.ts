import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { testDir } from '@valine/sandboxes/test-support';
import { expect, it, onTestFinished, vi } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const STARTS_WITHIN_MS = 60_000;

vi.setConfig({ testTimeout: STARTS_WITHIN_MS });

type Program = { process: ChildProcess; output(): string; exit: Promise<number | null> };

/** As `npm start --` runs it, in an environment of its own. */
function start(args: string[], env: Record<string, string> = {}): Program {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { process: child, output: () => output, exit: once(child, 'close').then(([code]) => code) };
}

it('refuses an argument it does not know', async () => {
  const program = start(['--exex']);
  expect(await program.exit).toBe(2);
  expect(program.output()).toBe('Unknown argument --exex. npm start -- --help lists what there is.\n');
});

it.each([
  ['APPROVALS_REQUIRED', 'x', 'APPROVALS_REQUIRED="x" must be a number'],
  ['VALINE_DATA_DIR', MAIN, 'Set VALINE_DATA_DIR to a folder'],
])('refuses a wrong %s before it starts, in words of the environment', async (name, value, reason) => {
  const program = start(['--no-prompt'], { VALINE_DATA_DIR: testDir(), [name]: value });
  expect(await program.exit).toBe(2);
  expect(program.output()).toContain(reason);
  expect(program.output()).not.toContain('pulumi config');
});

it('explains itself', async () => {
  const program = start(['--help']);
  expect(await program.exit).toBe(0);
  expect(program.output()).toContain('GITHUB_REPOSITORY');
});

it('runs commands and prints their messages, of workflows too once they have ended', async () => {
  const lines = ['/plan label:ready', '/status', '!site down health', '/diagnose', '!state'];
  const program = start(
    lines.flatMap((line) => ['--exec', line]),
    { VALINE_DATA_DIR: testDir() },
  );
  expect(await program.exit).toBe(0);
  expect(program.output()).toMatch(
    /> \/plan label:ready\n[^>]*Plan plan-[0-9a-z]{10}[^>]*#8[^>]*\n\n> \/status\n[^>]*plan-/,
  );
  expect(program.output()).toMatch(/> \/diagnose\n🔴 Failed\n[^>]*oidc[^>]*🔴 api_health • 503/);
  expect(program.output()).toMatch(/^diagnose-[0-9a-z]{10}: failed$/m);
});

it('fails when a command is refused', async () => {
  const program = start(['--exec', '/approve run_id:plan-nowhere'], { VALINE_DATA_DIR: testDir() });
  expect(await program.exit).toBe(1);
  expect(program.output()).toContain('reason_code: run_not_found');
});

it('says that there is no prompt where there is no terminal, and nobody has said so', async () => {
  const program = start([], { VALINE_DATA_DIR: testDir(), PORT: '0' });
  await expect.poll(program.output, { timeout: STARTS_WITHIN_MS }).toMatch(/^There is no terminal, .+--exec "\/plan"/m);
  program.process.kill('SIGTERM');
  expect(await program.exit).toBe(0);
});

it('answers once it is ready, and stops when it is told to', async () => {
  const program = start(['--no-prompt'], { VALINE_DATA_DIR: testDir(), PORT: '0' });
  await expect.poll(program.output, { timeout: STARTS_WITHIN_MS }).toMatch(/^ready/m);
  const url = /^ready {2}(\S+)/m.exec(program.output())?.[1];
  expect((await fetch(`${url}/health`)).status).toBe(200);
  program.process.kill('SIGTERM');
  expect(await program.exit).toBe(0);
  await expect(fetch(`${url}/health`)).rejects.toThrow();
});
