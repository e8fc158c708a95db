import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { testFolder } from './test-folder.ts';

/** Stands in for npx and pnpm: "installs" the Node that runs this test, and writes down that it was called. */
const NPX = `#!${process.execPath}
const fs = require('node:fs');
fs.appendFileSync('installs.txt', process.argv.slice(2).join(' ') + '\\n');
if (fs.existsSync('offline')) { console.log('ERR_PNPM_META_FETCH_FAIL getaddrinfo ENOTFOUND'); process.exit(1); }
fs.mkdirSync('node_modules/node/bin', { recursive: true });
if (!fs.existsSync('node_modules/node/bin/node')) fs.symlinkSync(process.execPath, 'node_modules/node/bin/node');
`;
const INSTALL = '-y pnpm@12.21.0 install --frozen-lockfile --reporter=append-only\n';

let root: string;

beforeEach(() => {
  root = testFolder();
  for (const folder of ['packages/toolchain', 'packages/records', 'tools'])
    mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(join(import.meta.dirname, 'bootstrap.mjs'), join(root, 'packages/toolchain/bootstrap.mjs'));
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n');
  write('packages/records/package.json', '{}');
  writeFileSync(join(root, 'tools/npx'), NPX, { mode: 0o755 });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

function start(script: string, ...scriptArguments: string[]): ChildProcess {
  write('script.ts', script);
  const env = { ...process.env, PATH: join(root, 'tools') };
  const bootstrap = join(root, 'packages/toolchain/bootstrap.mjs');
  return spawn(process.execPath, [bootstrap, 'script.ts', ...scriptArguments], { cwd: root, env });
}

async function run(script: string, ...scriptArguments: string[]) {
  const child = start(script, ...scriptArguments);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name]?.on('data', (text) => (said[name] += text));
  return { code: await ended(child), ...said };
}

async function ended(child: ChildProcess): Promise<number | null> {
  return (await once(child, 'close'))[0];
}

function installs(): string {
  return existsSync(join(root, 'installs.txt')) ? readFileSync(join(root, 'installs.txt'), 'utf8') : '';
}

describe('bootstrap', () => {
  it('installs, then runs the program with its arguments and passes on its exit code', async () => {
    const script =
      'const given: string[] = process.argv.slice(2);\nconsole.log(JSON.stringify(given));\nprocess.exitCode = 3;';
    const { code, stdout } = await run(script, '--exec', '/plan label:ready');
    expect([code, stdout]).toEqual([3, '["--exec","/plan label:ready"]\n']);
    expect(installs()).toBe(INSTALL);
  });

  it('puts the Node of the project first on the path of what the program starts', async () => {
    const { stdout } = await run("console.log(process.env.PATH?.split(':')[0]);");
    expect(stdout.trim()).toBe(join(root, 'node_modules/node/bin'));
  });

  it('installs again only when a manifest has changed', async () => {
    await run('');
    await run('');
    expect(installs()).toBe(INSTALL);
    write('packages/records/package.json', '{"dependencies": {}}');
    await run('');
    expect(installs()).toBe(INSTALL + INSTALL);
  });

  it('replaces what an install that was cut off left behind', async () => {
    mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
    write('node_modules/node/bin/node', 'half a file');
    const { code, stderr } = await run('');
    expect(code).toBe(0);
    expect(stderr).toContain('The last install was cut off half-way; installing afresh');
    expect(installs()).toBe(INSTALL + INSTALL);
  });

  it('says what to do when the registry cannot be reached, and tries again the next time', async () => {
    write('offline', '');
    const { code, stderr } = await run('');
    expect(code).toBe(1);
    expect(stderr).toContain('The package registry cannot be reached. Check the network');
    rmSync(join(root, 'offline'));
    expect((await run('')).code).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'passes %s on once and waits for the program to end',
    async (signal) => {
      const child = start(`let times = 0;
      process.on('${signal}', () => { times += 1; setTimeout(() => process.exit(40 + times), 700); });
      setInterval(() => {}, 1000);
      console.log('up');`);
      child.stdout?.once('data', () => {
        child.kill(signal);
        child.kill(signal);
      });
      expect(await ended(child)).toBe(41);
    },
  );

  it('ends as shells say it when a signal ends the program', async () => {
    const { code } = await run("process.kill(process.pid, 'SIGKILL');");
    expect(code).toBe(137);
  });
});
