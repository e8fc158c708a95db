import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from './read-environment.ts';

describe('the environment', () => {
  it('is optional', () => {
    const { dataDir, ...rest } = readEnvironment({});
    expect(rest).toEqual({ port: undefined, stage: 'dev', hasStageFile: true, tokenLifeMs: undefined, settings: {} });
    expect(dataDir.endsWith('/.valine')).toBe(true);
    expect(dataDir).toBe(`${process.cwd()}/.valine`);
  });

  it('gives the port, the directory, the stage and every setting that is set', () => {
    const env = {
      PORT: '0',
      VALINE_DATA_DIR: '/tmp/x',
      STAGE: 'prod',
      SANDBOX_TOKEN_SECONDS: '30',
      GITHUB_TOKEN: 'abc',
      GITHUB_APP_ID: '',
      HOME: '/',
    };
    expect(readEnvironment(env)).toEqual({
      port: 0,
      dataDir: '/tmp/x',
      stage: 'prod',
      hasStageFile: true,
      tokenLifeMs: 30_000,
      settings: { GITHUB_TOKEN: 'abc' },
    });
  });

  it.each([
    [{ VALINE_SEED: '/nowhere.json' }, 'The seed file /nowhere.json cannot be read (ENOENT'],
    [{ VALINE_SEED: 'package.json' }, 'package.json is not right. Correct it, or unset VALINE_SEED'],
    [{ VALINE_SEED: 'x', GITHUB_API_URL: 'http://x' }, 'VALINE_SEED is for the GitHub sandbox'],
    [{ PORT: '70000' }, 'PORT is "70000", which is no port.'],
    [{ PORT: 'http' }, 'PORT is "http", which is no port.'],
    [{ STAGE: '../prod' }, 'STAGE is "../prod".'],
    [{ STAGE: 'Dev' }, 'STAGE is "Dev".'],
    [{ SANDBOX_TOKEN_SECONDS: '0' }, 'SANDBOX_TOKEN_SECONDS is "0".'],
    [{ SANDBOX_TOKEN_SECONDS: '15m' }, 'SANDBOX_TOKEN_SECONDS is "15m".'],
    [{ APPROVALS_REQUIRED: 'x' }, 'APPROVALS_REQUIRED="x" must be a number from 1 to 99: How many'],
    [{ GITHUB_APP_ID: '7' }, 'GITHUB_APP_PRIVATE_KEY is not set, but other settings of the GitHub App are'],
  ])('%j is refused', (env, reason) => {
    expect(() => readEnvironment(env)).toThrow(reason);
  });

  it('tells of every wrong setting at once, of none what is secret, and nothing of Pulumi', () => {
    const wrong = { DISCORD_PUBLIC_KEY: 'abc', LOG_LEVEL: 'loud', GITHUB_TOKEN: ' ' };
    expect(() => readEnvironment(wrong)).toThrowErrorMatchingInlineSnapshot(`
      [Error: Settings in the environment are not right. Correct or unset them, and start again:
        DISCORD_PUBLIC_KEY="abc" must be 64 hex digits (General Information, Public Key): The Discord application's public key; every interaction is verified against it.
        GITHUB_TOKEN must not be blank: A token for that repository, with the permissions that the [integration guide](docs/integration-guide.md#github) lists. Not needed with a GitHub App.
        LOG_LEVEL="loud" must be debug, info, warn or error: The least that is logged: \`debug\`, \`info\`, \`warn\` or \`error\`. Lines for the audit always are.]
    `);
  });

  it('may name a stage that has no file', () => {
    expect(readEnvironment({ STAGE: 'nope' })).toMatchObject({ stage: 'nope', hasStageFile: false });
  });

  it('takes what valine setup has written into a folder, and the environment before it', () => {
    const folder = testDir();
    writeFileSync(join(folder, 'GITHUB_REPOSITORY'), 'acme/web\n');
    writeFileSync(join(folder, 'APPROVALS_REQUIRED'), '2');
    const { settings } = readEnvironment({ APPROVALS_REQUIRED: '3' }, folder);
    expect(settings).toEqual({ GITHUB_REPOSITORY: 'acme/web', APPROVALS_REQUIRED: '3' });
    expect(() => readEnvironment({}, `${folder}/none`)).toThrow('valine setup writes them there');
  });

  it('refuses a name that is none, in a folder or nearly one in the environment, and says which was meant', () => {
    const folder = testDir();
    writeFileSync(join(folder, 'COLOUR'), 'blue');
    const around = { HOME: '/root', GITHUB_ACTIONS: 'true', GITHUB_REF: 'x', GITHUB_REPOSITORY_OWNER: 'acme' };
    expect(() => readEnvironment(around)).not.toThrow();
    expect(() =>
      readEnvironment({ ...around, DISCORD_BOT_TOKN: 'secret' }, folder),
    ).toThrowErrorMatchingInlineSnapshot(`
      [Error: Settings in the environment are not right. Correct or unset them, and start again:
        DISCORD_BOT_TOKN is no setting. Did you mean DISCORD_BOT_TOKEN?
        COLOUR is no setting. npm start -- --help lists them.]
    `);
  });
});
