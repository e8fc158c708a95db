import { describe, expect, it, onTestFinished } from 'vitest';
import { registerCommands } from './register-commands.ts';
import { testDir } from './shared/test-dir.ts';
import { startSandboxes } from './start-sandboxes.ts';

const INGRESS = 'http://127.0.0.1:9';

async function start(dataDir: string, given: Parameters<typeof startSandboxes>[2] = {}) {
  const sandboxes = await startSandboxes(dataDir, INGRESS, given);
  onTestFinished(sandboxes.close);
  return sandboxes;
}

describe('the sandboxes', () => {
  it('give every setting that leads to them, and come back the same', async () => {
    const dataDir = testDir();
    const first = await start(dataDir);
    expect(first.settings).toMatchObject({
      GITHUB_API_URL: first.github?.url,
      GITHUB_TOKEN: first.github?.token,
      DISCORD_API_URL: first.discord?.url,
      DISCORD_PUBLIC_KEY: first.discord?.publicKey,
      ALLOWED_GUILD_IDS: first.discord?.guildId,
      OPERATOR_ROLE_IDS: first.discord?.operatorRoleId,
    });
    expect(first.warnings).toEqual([]);
    await first.close();
    expect((await start(dataDir)).settings).toEqual(first.settings);
  });

  it('have a language model, unless another one is given', async () => {
    const { model, settings } = await start(testDir());
    const own = { OPENAI_BASE_URL: model?.url, OPENAI_API_KEY: model?.key, USE_LLM_PARSING: 'true' };
    expect(settings).toMatchObject(own);
    expect((await start(testDir(), { USE_LLM_PARSING: 'false' })).settings['USE_LLM_PARSING']).toBe('false');
    const other = await start(testDir(), { OPENAI_API_KEY: 'mine' });
    expect(other.model).toBeUndefined();
    expect(other.settings).not.toHaveProperty('OPENAI_BASE_URL');
  });

  it('take another port when theirs is taken', async () => {
    const dataDir = testDir();
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect(second.github?.url).not.toBe(first.github?.url);
  });

  it('follow what is given', async () => {
    const given = { GITHUB_REPOSITORY: 'me/mine', GITHUB_TOKEN: 'mine', DISCORD_CHANNEL_ID: '77' };
    const { github, discord, settings } = await start(testDir(), given);
    expect(settings).toMatchObject(given);
    expect([github?.repository, github?.token, discord?.channelId]).toEqual(['me/mine', 'mine', '77']);
  });

  it('give operators the first role of the setting, and guests none', async () => {
    const { discord } = await start(testDir(), { OPERATOR_ROLE_IDS: '81, 82' });
    const roles = (name: string) => discord?.memberRoles(name);
    discord?.setOperator('ada', true);
    discord?.setOperator('gus', false);
    expect([discord?.operatorRoleId, roles('ada'), roles('gus')]).toEqual(['81', ['81'], []]);
  });

  it('have the issues and workflows of a seed, and keep what became of them', async () => {
    const dataDir = testDir();
    const issues = [{ title: 'Mine', labels: ['ready', 'own'], daysOld: 2 }];
    const workflows = [{ file: 'ship.yml', name: 'Ship', steps: ['Build', 'Copy'], inputs: [] }];
    const first = await startSandboxes(dataDir, INGRESS, {}, { seed: { issues, workflows } });
    expect(first.github?.issues().map(({ title, labels }) => [title, labels])).toEqual([['Mine', ['ready', 'own']]]);
    first.github?.closeIssue(1);
    const run = first.github?.startWorkflow('ship.yml') ?? 0;
    await first.github?.finishRun(run);
    await first.close();
    const { github } = await start(dataDir);
    expect(github?.issues().map(({ state }) => state)).toEqual(['closed']);
    expect(github?.workflowRuns().at(-1)).toMatchObject({ id: run });
  });

  it('do not start where another platform is given; what it would check is made up and named', async () => {
    const { github, discord, settings, warnings } = await start(testDir(), {
      GITHUB_API_URL: 'http://127.0.0.1:1',
      GITHUB_TOKEN: 'real',
    });
    expect(github).toBeUndefined();
    expect(discord).toBeDefined();
    expect(settings).toMatchObject({ GITHUB_API_URL: 'http://127.0.0.1:1', GITHUB_TOKEN: 'real' });
    expect(warnings).toEqual([
      'Not set, so made up: GITHUB_REPOSITORY, GITHUB_WEBHOOK_SECRET. Set what the other side checks.',
    ]);
  });

  it("warn of a key that is not the sandbox's, and of one that is made up", async () => {
    const foreign = await start(testDir(), { DISCORD_PUBLIC_KEY: 'ab'.repeat(32) });
    expect(foreign.warnings).toEqual([expect.stringMatching(/^DISCORD_PUBLIC_KEY is not the Discord sandbox's key/)]);
    const madeUp = await start(testDir(), { DISCORD_API_URL: 'http://127.0.0.1:1' });
    expect(madeUp.warnings).toEqual([expect.stringContaining('Until DISCORD_PUBLIC_KEY is set, every interaction')]);
  });

  it('serve a site to verify, and give its URLs, unless both are given', async () => {
    const { site, settings } = await start(testDir(), { VITE_API_BASE: 'https://api.acme.example' });
    expect(settings.FRONTEND_BASE_URL).toBe(site?.frontendUrl);
    expect(settings.VITE_API_BASE).toBe('https://api.acme.example');
    const given = { FRONTEND_BASE_URL: 'https://acme.example', VITE_API_BASE: 'https://api.acme.example' };
    expect((await start(testDir(), given)).site).toBeUndefined();
  });

  it('know the commands of the catalogue once they are registered', async () => {
    const { discord } = await start(testDir());
    if (discord === undefined) throw new Error('no Discord sandbox');
    await registerCommands(discord);
    expect(discord.registered().map(({ name }) => name)).toContain('plan');
  });
});
