import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPulumiStore, findPulumi } from './pulumi-store.ts';

/** A program of that name which notes how it was called, and keeps what it is given as the real one does. */
const PROGRAM = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const [, , ...given] = process.argv;
const file = __dirname + '/stack.json';
const input = given[1] === 'set' ? readFileSync(0, 'utf8') : '';
appendFileSync(__dirname + '/calls', given.join(' ') + '\\n');
if (given[0] === 'version') console.log('v3');
else if (given[1] === 'init') writeFileSync(file, '{}');
else if (!existsSync(file)) { console.error("error: no stack named 'dev' found"); process.exit(255); }
else if (given[1] === 'set') {
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  kept[given[3]] = { value: input, secret: given[2] === '--secret' };
  writeFileSync(file, JSON.stringify(kept));
} else if (given[0] === 'config') console.log(readFileSync(file, 'utf8'));
else console.log(JSON.stringify({ interactionsUrl: 'https://x.example/discord', webhookUrl: 'https://x.example/github/webhook' }));
`;

async function testStore() {
  const folder = testDir();
  const program = join(folder, 'pulumi');
  writeFileSync(program, PROGRAM);
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', folder);
  const run = await findPulumi(folder);
  if (run === undefined) throw new Error('It is on PATH.');
  return { store: createPulumiStore(run, 'dev'), calls: () => readFileSync(join(folder, 'calls'), 'utf8') };
}

// Other files run in this process too, and look for programs.
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the stack of Pulumi', () => {
  it('is made where it is not there, and gives back what it was given, in several lines too', async () => {
    const { store } = await testStore();
    expect(await store.read()).toBeUndefined();
    await store.create();
    const values = { GITHUB_APP_PRIVATE_KEY: '-----BEGIN RSA PRIVATE KEY-----\nabc\n', ALARM_EMAIL: 'ops@example.com' };
    await store.write(values);
    expect(await store.read()).toEqual(values);
    expect(await store.addresses()).toEqual({
      interactions: 'https://x.example/discord',
      webhook: 'https://x.example/github/webhook',
    });
  });

  it('is told values by standard input alone, secrets as secrets', async () => {
    const { store, calls } = await testStore();
    await store.create();
    await store.write({ DISCORD_BOT_TOKEN: 'the-token', GITHUB_REPOSITORY: 'acme/web' });
    expect(calls()).not.toMatch(/the-token|acme\/web/);
    expect(calls()).toContain('config set --secret valine-orchestrator:discordBotToken --stack dev');
    expect(calls()).toContain('config set --plaintext valine-orchestrator:githubRepository --stack dev');
  });

  it('says what to do where it cannot be read', async () => {
    const failing = async () => ({ code: 255, stdout: '', stderr: 'error: passphrase must be set' });
    await expect(createPulumiStore(failing, 'dev').read()).rejects.toThrow(
      'passphrase must be set Log in (pulumi login) and give the passphrase (PULUMI_CONFIG_PASSPHRASE)',
    );
  });

  it('is not there where no pulumi is on PATH', async () => {
    vi.stubEnv('PATH', testDir());
    expect(await findPulumi(testDir())).toBeUndefined();
  });
});
