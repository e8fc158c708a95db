/** A whole installation for a test: GitHub and Discord are sandboxes, the stage is made by the program of the infrastructure. */
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as aws from '@pulumi/aws';
import { ALL_CHECKS, known, type MachineFacts, type Problem } from '@valine/doctor';
import program from '@valine/infra';
import { startStack } from '@valine/local-stack/stack';
import { appPermissions, WEBHOOK_EVENTS } from '@valine/requirements';
import {
  type DiscordSandbox,
  type GitHubSandbox,
  registerCommands,
  startDiscordSandbox,
  startGitHubSandbox,
} from '@valine/sandboxes';
import { type StubResponse, startHttpServer } from '@valine/testing';
import { onTestFinished } from 'vitest';
import { createInspection } from './aws/create-inspection.ts';
import { createStageClients, type StageClients } from './aws/stage-clients.ts';
import { judgeAll } from './report.ts';

type Inputs = Record<string, unknown>;
/** A resource of the program as it is made. */
export type Made = { type: string; name: string; inputs: Inputs };

export type Planned = {
  /** Beside those of a healthy one; '' takes one away. */
  settings?: Record<string, string>;
  /** How a resource is made instead. */
  alter?: (made: Made) => Inputs;
  /** GitHub is reached as an App. */
  asApp?: true;
  machine?: Partial<MachineFacts>;
  /** What the doors answer to what nobody signed, and to deliveries. */
  door?: StubResponse;
  taken?: StubResponse;
  /** `of the profile`: the clients are told none. */
  region?: string;
};

export type Installation = {
  github: GitHubSandbox;
  discord: DiscordSandbox;
  clients: StageClients;
  /** Ids of checks that are not well, each with all that it says and what mends it. */
  look(): Promise<Record<string, string>>;
  /** Mends what `--fix` may. */
  fix(): Promise<void>;
};

const SECRET = 'It is a secret to everybody';
const STAGE = 'test';

/** What installations of one test file share: ports, what the sandboxes are at first, and a stage that is told of both. */
type Base = {
  stage: Awaited<ReturnType<typeof openStage>>;
  address: string;
  platforms: Platforms;
  answers: { door: StubResponse; taken: StubResponse };
  close(): Promise<void>;
};
type Platforms = { dataDir: string; ports: { github: number; discord: number } };

const bases = new Map<string, Promise<Base>>();

/** Ends the stages that tests have shared. */
export async function closeShared(): Promise<void> {
  for (const base of bases.values()) await (await base).close();
  bases.clear();
}

/** Faults of the stage itself have a stage of their own; GitHub and Discord are as at first for each test. */
export async function openInstallation(planned: Planned = {}): Promise<Installation> {
  const { machine = {}, door = { status: 401, body: {} }, taken = { body: {} } } = planned;
  const isOwn = planned.settings !== undefined || planned.alter !== undefined;
  const base = await (isOwn ? openBase(planned) : sharedBase(planned.asApp ? 'app' : 'token'));
  if (isOwn) onTestFinished(base.close);
  Object.assign(base.answers, { door, taken });
  const { github, discord } = await startPlatforms(base.platforms, base.address, 'again');
  onTestFinished(async () => void (await Promise.all([github.close(), discord.close()])));
  await Promise.all([github.url, discord.url].map(forgetConnections));
  const where = { stage: STAGE, kind: 'aws', configuredRegion: base.stage.stack.region } as const;
  const clients = planned.region === undefined ? base.stage.clients : clientsOf(base.stage.stack, planned.region);
  const inspection = createInspection(clients, { ...where, address: base.address }, async (_kind, now) => ({
    ...MACHINE,
    now,
    ...machine,
  }));
  return { github, discord, clients, ...looking(inspection) };
}

/** Those to who stood at this address before: what is written to one of them fails. */
async function forgetConnections(url: string): Promise<void> {
  const asked = Array.from({ length: 12 }, () => fetch(url).then((answer) => answer.text()));
  await Promise.allSettled(asked);
}

function sharedBase(kind: 'app' | 'token'): Promise<Base> {
  const base = bases.get(kind) ?? openBase(kind === 'app' ? { asApp: true } : {});
  bases.set(kind, base);
  return base;
}

function looking(inspection: ReturnType<typeof createInspection>): Pick<Installation, 'look' | 'fix'> {
  const ill = async () =>
    judgeAll(ALL_CHECKS, await inspection.look()).flatMap(({ id, verdict }) =>
      'problems' in verdict ? [{ id, problems: verdict.problems }] : [],
    );
  const textOf = (problems: readonly Problem[]) => problems.map(({ says, mend }) => `${says} → ${mend}`).join('\n');
  return {
    look: async () => Object.fromEntries((await ill()).map(({ id, problems }) => [id, textOf(problems)])),
    async fix() {
      const fixes = (await ill()).flatMap(({ problems }) => problems.flatMap(({ fix }) => fix ?? []));
      for (const fix of fixes) await inspection.fix(fix);
    },
  };
}

async function openBase({ settings = {}, alter = ({ inputs }) => inputs, asApp }: Planned): Promise<Base> {
  const answers: Base['answers'] = { door: { status: 401 }, taken: {} };
  const ingress = await startHttpServer(({ body, headers }) => {
    if (headers['x-signature-ed25519'] !== undefined && JSON.parse(body).type === 1) return { body: { type: 1 } };
    return headers['x-hub-signature-256'] === undefined ? answers.door : answers.taken;
  });
  const root = mkdtempSync(join(tmpdir(), 'valine-doctor-'));
  const platforms = { dataDir: join(root, 'platforms'), ports: { github: 0, discord: 0 } };
  mkdirSync(platforms.dataDir);
  const { github, discord } = await startPlatforms(platforms, ingress.url);
  await registerCommands(discord);
  if (asApp) installApp(github, `${ingress.url}/github/webhook`);
  const given = { ...healthySettings(github, discord), ...(asApp ? APP_SETTINGS : {}), ...settings };
  await Promise.all([github.close(), discord.close()]);
  cpSync(platforms.dataDir, atFirst(platforms), { recursive: true });
  Object.assign(platforms.ports, { github: portOf(github), discord: portOf(discord) });
  const stage = await openStage(root, given, alter);
  return {
    ...{ stage, address: ingress.url, platforms, answers },
    async close() {
      stage.clients.destroy();
      await stage.stack.stop();
      await ingress.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function portOf({ url }: { url: string }): number {
  return Number(new URL(url).port);
}

function atFirst({ dataDir }: Platforms): string {
  return `${dataDir}-at-first`;
}

/** `again`: as they were at first, and at the same addresses. */
async function startPlatforms(platforms: Platforms, url: string, again?: 'again') {
  const { dataDir, ports } = platforms;
  if (again) cpSync(atFirst(platforms), dataDir, { recursive: true, force: true });
  const webhook = { repository: 'acme/web-shop', webhookUrl: `${url}/github/webhook`, webhookSecret: SECRET };
  const github = await startGitHubSandbox({ dataDir, port: ports.github, ...webhook });
  const rateLimit = { requests: 1000, windowMs: 1000 };
  const discord = await startDiscordSandbox({
    dataDir,
    port: ports.discord,
    interactionsUrl: `${url}/discord`,
    rateLimit,
  });
  return { github, discord };
}

const MACHINE: MachineFacts = {
  now: 0,
  version: '0.1.0',
  node: 'v24.1.0',
  pulumi: known('v3.270.0'),
  pulumiWanted: '3.270.0',
};

function healthySettings(github: GitHubSandbox, discord: DiscordSandbox): Record<string, string> {
  return {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_TOKEN: github.token,
    GITHUB_WEBHOOK_SECRET: SECRET,
    DISCORD_API_URL: discord.url,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_BOT_TOKEN: discord.botToken,
    DISCORD_CHANNEL_ID: discord.channelId,
    DISCORD_PUBLIC_KEY: discord.publicKey,
    ALLOWED_GUILD_IDS: discord.guildId,
    OPERATOR_ROLE_IDS: discord.operatorRoleId,
    GITHUB_LOGINS: JSON.stringify({ [discord.memberId('mara') ?? '']: 'mara-k' }),
    FRONTEND_BASE_URL: 'https://shop.example',
    VITE_API_BASE: 'https://api.example/prod',
    ALARM_EMAIL: 'ops@shop.example',
  };
}

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const APP_SETTINGS = {
  GITHUB_TOKEN: '',
  GITHUB_APP_ID: '77',
  GITHUB_INSTALLATION_ID: '88',
  GITHUB_APP_PRIVATE_KEY: KEYS.privateKey,
};

function installApp(github: GitHubSandbox, url: string): void {
  const events = WEBHOOK_EVENTS.map(({ name }) => name);
  const permissions = appPermissions();
  github.setUp((setUp) => {
    setUp.hooks = [];
    setUp.app = {
      ...{ id: 77, slug: 'valine-acme', name: 'Valine', publicKey: KEYS.publicKey, permissions },
      hook: { id: 5, url, contentType: 'json', insecureSsl: false, secret: SECRET, active: true, events },
      installation: { id: 88, permissions, events, coversRepository: true },
    };
  });
}

export function trustPolicy(...subjects: string[]): string {
  const provider = 'token.actions.githubusercontent.com';
  const StringLike = {
    [`${provider}:aud`]: 'sts.amazonaws.com',
    ...(subjects.length > 0 && { [`${provider}:sub`]: subjects }),
  };
  const Principal = { Federated: `arn:aws:iam::123456789012:oidc-provider/${provider}` };
  return JSON.stringify({
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal, Condition: { StringLike } }],
  });
}

type Stack = Awaited<ReturnType<typeof startStack>>;

/** Its functions do nothing: only how they are made is looked at. */
async function openStage(root: string, settings: Record<string, string>, alter: NonNullable<Planned['alter']>) {
  const code = join(root, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'index.mjs'), 'export const handler = async () => ({ statusCode: 204 });');
  const silent = () => undefined;
  const stack = await startStack({
    ...{ stage: STAGE, dataDir: join(root, 'data'), port: 0, settings, graceSeconds: 1 },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    alter: (made) => alter({ ...made, inputs: healthy(made) }),
    program: async () => {
      const outputs = await program(() => code);
      for (const name of ['diagnose', 'deploy'])
        new aws.iam.Role(name, { name: `web-shop-${name}`, assumeRolePolicy: trustPolicy(SUBJECTS[name] ?? '') });
      return outputs;
    },
  });
  return { stack, clients: clientsOf(stack, stack.region) };
}

function clientsOf({ awsEndpoint: endpoint }: Stack, region: string): StageClients {
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  return createStageClients({ ...(region !== 'of the profile' && { region }), endpoint, credentials, maxAttempts: 1 });
}

const SUBJECTS: Record<string, string> = {
  diagnose: 'repo:acme@10452993/web-shop@702411338:ref:refs/heads/main',
  deploy: 'repo:acme@10452993/web-shop@702411338:environment:production',
};

/** Somebody has confirmed the mailbox. */
function healthy({ type, inputs }: Made): Inputs {
  return type === 'aws:sns/topicSubscription:TopicSubscription' ? { ...inputs, confirmed: true } : inputs;
}
