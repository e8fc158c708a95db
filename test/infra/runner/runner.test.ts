/** The program under Pulumi's own runner: an update, and the first preview, when nothing of AWS is known yet. */
import { execFile, spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { CONFIGURATION, SECRETS } from '../run-program.ts';
import { keptOf, lossesBetween } from './kept-resources.ts';
import released from './released.json' with { type: 'json' };
import { runUnderPulumi } from './run-under-pulumi.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const UNNAMED = { ...CONFIGURATION, ...SECRETS, allowedGuildIds: '', operatorRoleIds: '' };
const update = await runUnderPulumi('dev', { configuration: UNNAMED });
const preview = await runUnderPulumi('prod', {
  isPreview: true,
  configuration: { ...CONFIGURATION, ...SECRETS, vpc: 'true' },
});

it('builds the bundles, gives the outputs, and ends: nothing keeps `pulumi up` waiting', () => {
  expect([update.code, update.complained]).toEqual([0, '']);
  expect(update.outputs).toMatchObject({ interactionsUrl: 'https://ingress-api.example/discord' });
});

it('warns of servers not named and alarms nobody hears', () => {
  expect(update.log).toMatchInlineSnapshot(`
    [
      "ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing but its PING is taken. Set it to the ids of your team's Discord servers.
        pulumi config set allowedGuildIds <value>",
      "OPERATOR_ROLE_IDS is not set: everyone in the allowed servers may run what changes something in stage dev; in stage prod nobody may. Set it to the ids of the Discord roles that may.
        pulumi config set operatorRoleIds <value>",
      "Nobody is told when an alarm of stage dev goes off. Run \`pulumi config set alarmEmail <address>\`, then \`pulumi up\`, and confirm the message that AWS sends there; or subscribe to the topic in the output alarmTopicArn.",
    ]
  `);
});

it('previews a stage with a network of its own before anything of it is there', () => {
  expect([preview.code, preview.complained]).toEqual([0, '']);
  expect(preview.outputs).toMatchObject({ interactionsUrl: 'unknown', tableName: 'valine-orchestrator-runs-prod' });
  expect(preview.registered.map(({ type }) => type)).toContain('awsx:ec2:Vpc');
});

it('says what is missing, and fails', async () => {
  const { code, log } = await runUnderPulumi('dev', {
    configuration: { ...CONFIGURATION, ...SECRETS, githubToken: '' },
  });
  expect([code, log]).toMatchInlineSnapshot(`
    [
      32,
      [
        "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      GITHUB_TOKEN is not set, nor a GitHub App (githubAppId, githubAppPrivateKey, githubInstallationId).
        pulumi config set --secret githubToken",
      ],
    ]
  `);
});

describe('what Pulumi refuses to delete', () => {
  const protectedOf = ({ registered }: typeof update) => registered.flatMap((each) => (each.protect ? each.name : []));

  it('is the table, in prod', () => {
    expect(protectedOf(preview)).toEqual(['runs-table']);
  });

  it('is nothing on another stage', () => {
    expect(protectedOf(update)).toEqual([]);
  });
});

describe('an update from the last release', () => {
  const now = keptOf(update.registered);

  it('replaces no table, queue, log, topic, parameter or address', () => {
    expect(lossesBetween(released.kept, now)).toEqual([]);
    expect(released.kept.length).toBeGreaterThan(15);
    expect(released.version).toBe(manifest.version);
  });

  it('would, with another name of a component, or of the thing itself', () => {
    const [queue, table] = ['dispatch-queue', 'runs-table'].map((name) =>
      now.find((each) => each.resource.endsWith(name)),
    );
    const renamed = now.map((each) => {
      if (each === queue) return { ...each, resource: each.resource.replace('WorkQueue', 'Queue') };
      return each === table ? { ...each, is: { ...each.is, name: 'valine-records-dev' } } : each;
    });
    expect(lossesBetween(released.kept, renamed)).toMatchInlineSnapshot(`
      [
        "valine:infra:RunStore$aws:dynamodb/table:Table::runs-table would be replaced, with all that it holds: it was {"name":"valine-orchestrator-runs-dev","hashKey":"pk"} and is {"name":"valine-records-dev","hashKey":"pk"}.",
        "valine:infra:WorkQueue$aws:sqs/queue:Queue::dispatch-queue would be deleted: was its component or itself renamed? Give it the old name; what is renamed on purpose, with \`aliases\`, is renamed in released.json too.",
      ]
    `);
  });
});

const HAS_CLI = spawnSync('pulumi', ['version']).error === undefined;

const CLI_TEST = HAS_CLI
  ? 'the CLI makes a stack from a clean checkout and keeps what the guide sets, secrets encrypted'
  : 'the CLI was NOT run, as pulumi is not on PATH: only the runner of its SDK was';

it(CLI_TEST, async () => {
  if (!HAS_CLI) return expect(update.code).toBe(0);
  const pulumi = await cleanCheckout();
  await pulumi('stack', 'init', 'dev');
  await pulumi('config', 'set', 'githubRepository', 'acme/web');
  await pulumi('config', 'set', '--secret', 'githubToken', 'a-token');
  expect(await pulumi('config', 'get', 'githubToken')).toBe('a-token');
  expect(await pulumi('config')).not.toContain('a-token');
}, 60_000);

/** Runs pulumi in a folder with our files of the project, and a state of its own. */
async function cleanCheckout() {
  const folder = await mkdtemp(join(tmpdir(), 'valine-pulumi-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'state'));
  for (const file of ['Pulumi.yaml', 'Pulumi.dev.yaml']) await copyFile(join(ROOT, file), join(folder, file));
  const own = { PULUMI_BACKEND_URL: `file://${folder}/state`, PULUMI_CONFIG_PASSPHRASE: 'a phrase' };
  const env = { ...process.env, ...own, PULUMI_SKIP_UPDATE_CHECK: 'true', PULUMI_STACK: 'dev' };
  return async (...args: string[]) => {
    const { stdout } = await promisify(execFile)('pulumi', [...args, '--non-interactive'], { cwd: folder, env });
    return stdout.trim();
  };
}
