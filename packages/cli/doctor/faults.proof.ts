/** The catalogue of what can be set up wrongly: each fault is planted in a whole installation, named, and mended where that is safe. */
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { known } from '@valine/doctor';
import { NEVER } from '@valine/records';
import { createDynamoDbStore } from '@valine/records/dynamodb';
import { WEBHOOK_EVENTS } from '@valine/requirements';
import { deadLetterQueueName, tableName } from '@valine/settings';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  closeShared,
  type Installation,
  type Made,
  openInstallation,
  type Planned,
  trustPolicy,
} from './test-installation.ts';

type Fault = {
  plant?: (installation: Installation) => unknown;
  planned?: Planned;
  /** The check that names it, with what it says and what mends it. */
  told: Record<string, RegExp>;
  /** `--fix` mends it. */
  mended?: true;
};

const DIAGNOSE = '.github/workflows/diagnose-dispatch.yml';

/** Writes the workflow anew, changed. */
function rewrite({ github }: Installation, change: (text: string) => string): void {
  github.writeFile(DIAGNOSE, change(github.readFile(DIAGNOSE)));
}

async function deliver({ github }: Installation, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) github.openIssue(`Issue ${n}`);
  await github.whenIdle();
}

const ON_GITHUB: Record<string, Fault> = {
  'there is no webhook': {
    plant: ({ github }) => github.setUp((setUp) => void setUp.hooks.splice(0)),
    told: { 'github.webhook': /no webhook that leads to .*\/github\/webhook:.*valine setup/ },
  },
  'the webhook leads elsewhere': {
    plant: ({ github }) =>
      github.setUp(
        ({ hooks }) => void hooks.map((hook) => Object.assign(hook, { url: 'https://old.example/github/webhook' })),
      ),
    told: { 'github.webhook': /no webhook that leads to .*correct an old one/ },
  },
  'a webhook of somebody else is there too': {
    plant: ({ github }) =>
      github.setUp(({ hooks: [ours], hooks }) => {
        if (ours)
          hooks.unshift({ ...ours, id: 1, url: 'https://ci.example/github/webhook', active: false, events: [] });
      }),
    told: {},
  },
  'the webhook is off': {
    plant: ({ github }) =>
      github.setUp(({ hooks }) => void hooks.map((hook) => Object.assign(hook, { active: false }))),
    told: { 'github.webhook': /switched off/ },
    mended: true,
  },
  'the webhook has no secret': {
    plant: ({ github }) => github.setUp(({ hooks }) => void hooks.map((hook) => Object.assign(hook, { secret: '' }))),
    told: { 'github.webhook': /no secret.*githubWebhookSecret/ },
  },
  'nobody checks the receiver of the webhook': {
    plant: ({ github }) =>
      github.setUp(({ hooks }) => void hooks.map((hook) => Object.assign(hook, { insecureSsl: true }))),
    told: { 'github.webhook': /certificate.*SSL verification/ },
    mended: true,
  },
  'events are missing': {
    plant: ({ github }) =>
      github.setUp(({ hooks }) => void hooks.map((hook) => Object.assign(hook, { events: ['issues', 'push'] }))),
    told: { 'github.webhook-events': /does not tell of: Issue comments, Pull requests.*Tick them/ },
    mended: true,
  },
  'an event is missing that a rule needs': {
    planned: { settings: { NOTIFICATION_RULES: '{"releases":{"event":"release","channel":"900"}}' } },
    plant: ({ github }) =>
      github.setUp(({ hooks }) => {
        for (const hook of hooks) Object.assign(hook, { events: WEBHOOK_EVENTS.map(({ name }) => name) });
      }),
    told: { 'github.webhook-events': /does not tell of: Releases\..*Tick them/ },
    mended: true,
  },
  'the secrets differ': {
    planned: { taken: { status: 401 } },
    plant: (installation) => deliver(installation, 3),
    told: { 'github.deliveries': /None of the latest 3.*secrets differ/ },
  },
  'the webhook leads to another page': {
    planned: { taken: { status: 404 } },
    plant: (installation) => deliver(installation, 3),
    told: { 'github.deliveries': /None of the latest 3.*address is another one/ },
  },
  'ingress fails': {
    planned: { taken: { status: 500 } },
    plant: (installation) => deliver(installation, 3),
    told: { 'github.deliveries': /None of the latest 3.*log of the ingress/ },
  },
  'nothing answers the webhook': {
    planned: { taken: 'break' },
    plant: (installation) => deliver(installation, 3),
    told: { 'github.deliveries': /None of the latest 3.*Nothing answered there/ },
  },
  'a delivery was lost': {
    plant: async (installation) => {
      await deliver(installation, 1);
      installation.github.dropWebhooks(1);
      await deliver(installation, 3);
    },
    told: { 'github.deliveries': /1 of the newest 50 deliveries.*never came through.*Redeliver/ },
    mended: true,
  },
  'the workflows are not there': {
    plant: ({ github }) => github.deleteFolder('.github/workflows'),
    told: {
      'github.workflows':
        /client-deploy.yml \(Client Deploy\) is not there on main.*valine setup[\s\S]*diagnose-dispatch.yml/,
    },
  },
  'a workflow is off': {
    plant: ({ github }) =>
      github.setUp((setUp) => void Object.assign(setUp, { disabledWorkflows: ['client-deploy.yml'] })),
    told: { 'github.workflows': /Client Deploy is switched off \(disabled_manually\).*Enable it/ },
    mended: true,
  },
  'a workflow is broken': {
    plant: (installation) => rewrite(installation, () => 'on: [\n'),
    told: { 'github.workflows': /no workflow that can be read.*Correct it/ },
  },
  'a workflow cannot be dispatched': {
    plant: (installation) => rewrite(installation, (text) => text.replace('workflow_dispatch:', 'workflow_call:')),
    told: { 'github.workflows': /has no workflow_dispatch.*Take the triggers/ },
  },
  'a workflow lacks an input': {
    plant: (installation) => rewrite(installation, (text) => text.replaceAll('frontend_url', 'site')),
    told: { 'github.workflows': /lacks the inputs frontend_url.*Add them/ },
  },
  'a workflow demands an input that nobody gives': {
    plant: (installation) =>
      rewrite(installation, (text) => text.replace('    inputs:\n', '    inputs:\n      ticket: { required: true }\n')),
    told: { 'github.workflows': /demands the input ticket.*default/ },
  },
  'a run would not be found again': {
    plant: (installation) => rewrite(installation, (text) => text.replace(/^run-name:.*$/m, 'run-name: Diagnose')),
    told: { 'github.workflows': /run-name.*does not carry the correlation_id/ },
  },
  'a workflow is not started by events': {
    planned: { settings: { DIAGNOSE_TRIGGER: 'repository_dispatch' } },
    plant: (installation) => rewrite(installation, (text) => text.replace('[diagnose.request]', '[other]')),
    told: { 'github.workflows': /not started by repository_dispatch of the type diagnose.request/ },
  },
  'a variable is missing': {
    plant: (installation) =>
      rewrite(installation, (text) => `${text}# \${{ vars.CDN_NAME }} \${{ secrets.CDN_KEY }}\n`),
    told: { 'github.variables': /variable CDN_NAME.*gh variable set CDN_NAME[\s\S]*secret CDN_KEY/ },
  },
  'the repository is archived': {
    plant: ({ github }) => github.archive(true),
    told: { 'github.repository': /archived.*Unarchive/ },
  },
  'the repository has another name': {
    plant: ({ github }) => github.renameRepository('shop'),
    told: {
      'github.repository': /called acme\/shop now.*githubRepository acme\/shop/,
      'stage.oidc': /does not take repo:acme@\d+\/shop@/,
    },
  },
  'nothing could be merged': {
    planned: { settings: { MERGE_METHOD: 'rebase' } },
    plant: ({ github }) => github.forbid({ mergeMethods: ['squash'] }),
    told: { 'github.repository': /MERGE_METHOD is rebase.*mergeMethod squash/ },
  },
  'the ref is not there': {
    planned: { settings: { WORKFLOW_REF: 'release' } },
    told: {
      'github.ref': /no such branch or tag.*workflowRef/,
      'github.workflows': /not there on release/,
      'stage.oidc': /refs\/heads\/release/,
    },
  },
  'the token is none': {
    planned: { settings: { GITHUB_TOKEN: 'ghp_wrong' } },
    told: { 'github.identity': /unauthorized, status 401.*Set a valid GITHUB_TOKEN/ },
  },
};

const OF_THE_APP: Record<string, Fault> = {
  'the installation is suspended': {
    plant: ({ github }) => github.setUp(({ app }) => void Object.assign(app?.installation ?? {}, { suspendedAt: 1 })),
    told: { 'github.identity': /suspended.*unsuspend/ },
  },
  'the App is not on the repository': {
    plant: ({ github }) =>
      github.setUp(({ app }) => void Object.assign(app?.installation ?? {}, { coversRepository: false })),
    told: { 'github.identity': /not installed on GITHUB_REPOSITORY.*Add the repository/ },
  },
  'a permission was not accepted': {
    plant: ({ github }) =>
      github.setUp(
        ({ app }) =>
          void Object.assign(app?.installation ?? {}, { permissions: { ...app?.permissions, actions: 'read' } }),
      ),
    told: { 'github.permissions': /lacks “Actions: write”.*asks for it already/ },
  },
  'a permission is not asked for': {
    plant: ({ github }) =>
      github.setUp(({ app }) => {
        const { checks: _, ...permissions } = app?.permissions ?? {};
        Object.assign(app ?? {}, { permissions });
        Object.assign(app?.installation ?? {}, { permissions });
      }),
    told: { 'github.permissions': /lacks “Checks: read”.*Add it on the App's page/ },
  },
  'the App is not told of events': {
    plant: ({ github }) =>
      github.setUp(({ app }) => void Object.assign(app?.installation ?? {}, { events: ['issues'] })),
    told: { 'github.webhook-events': /Pull requests.*Subscribe the App/ },
  },
  'its webhook leads elsewhere': {
    plant: ({ github }) =>
      github.setUp(({ app }) => void Object.assign(app?.hook ?? {}, { url: 'https://old.example/' })),
    told: { 'github.webhook': /leads to https:\/\/old.example/ },
    mended: true,
  },
  'its id is another one': {
    planned: { settings: { GITHUB_APP_ID: '78' } },
    told: { 'github.identity': /show the App.*404/ },
  },
  'its installation is another one': {
    planned: { settings: { GITHUB_INSTALLATION_ID: '89' } },
    told: { 'github.identity': /installation.*404/ },
  },
};

const ON_DISCORD: Record<string, Fault> = {
  'the bot token is none': {
    planned: { settings: { DISCORD_BOT_TOKEN: 'wrong' } },
    told: { 'discord.application': /401.*Set a valid bot token/ },
  },
  'the public key is another one': {
    planned: { settings: { DISCORD_PUBLIC_KEY: 'ab'.repeat(32) } },
    told: { 'discord.application': /DISCORD_PUBLIC_KEY is.*config set discordPublicKey/ },
  },
  'the application id is another one': {
    planned: { settings: { DISCORD_APPLICATION_ID: '1100000000000000001' } },
    told: { 'discord.application': /DISCORD_APPLICATION_ID is 1100.*config set discordApplicationId/ },
  },
  'interactions go nowhere': {
    plant: ({ discord }) => discord.setUp((setUp) => void Object.assign(setUp, { interactionsUrl: null })),
    told: { 'discord.interactions-url': /nowhere.*Interactions Endpoint URL/ },
    mended: true,
  },
  'interactions go elsewhere': {
    plant: ({ discord }) =>
      discord.setUp((setUp) => void Object.assign(setUp, { interactionsUrl: 'https://old.example/discord' })),
    told: { 'discord.interactions-url': /to https:\/\/old.example\/discord, and not to/ },
    mended: true,
  },
  'anybody can add the bot': {
    plant: ({ discord }) => discord.setUp((setUp) => void Object.assign(setUp, { isBotPublic: true })),
    told: { 'discord.public-bot': /Anybody can add.*Public Bot off/ },
  },
  'no command is registered': {
    plant: (installation) => register(installation, '', []),
    told: { 'discord.commands': /No slash command.*valine register-commands/ },
    mended: true,
  },
  'commands are of another version': {
    plant: (installation) =>
      register(installation, '', [
        { name: 'plan', description: 'Old' },
        { name: 'gone', description: 'Old' },
      ]),
    told: { 'discord.commands': /missing \/approve.*another version \/plan; not ours any more \/gone/ },
    mended: true,
  },
  'commands are there twice': {
    plant: (installation) =>
      register(installation, `/guilds/${installation.discord.guildId}`, [{ name: 'plan', description: 'Twice' }]),
    told: { 'discord.commands': /see commands twice.*Remove those/ },
    mended: true,
  },
  'the bot is not in the server': {
    plant: ({ discord }) => discord.setUp((setUp) => void Object.assign(setUp, { isBotInGuild: false })),
    told: { 'discord.servers': /not in server.*oauth2\/authorize/, 'discord.channels': /no channel/ },
  },
  'a role is not there': {
    planned: { settings: { OPERATOR_ROLE_IDS: '1300000000000000001', APPROVER_ROLE_IDS: '1300000000000000002' } },
    told: {
      'discord.roles': /OPERATOR_ROLE_IDS names the role 1300000000000000001.*Copy the id[\s\S]*APPROVER_ROLE_IDS/,
    },
  },
  'a channel is not there': {
    planned: { settings: { DISCORD_CHANNEL_ID: '1400000000000000001' } },
    told: { 'discord.channels': /no channel 1400000000000000001/ },
  },
  'the channel forbids the bot to write': {
    plant: ({ discord }) =>
      discord.setUp((setUp) => void setUp.overwrites.push({ id: discord.guildId, type: 0, allow: '0', deny: '2048' })),
    told: { 'discord.channels': /lacks in #product-team.*Send Messages.*Allow it there/ },
  },
  "the bot's role lacks permissions": {
    plant: ({ discord }) =>
      discord.setUp(({ roles }) => void roles.map((role) => Object.assign(role, { permissions: '3072' }))),
    told: { 'discord.channels': /Embed Links, Attach Files, Read Message History/ },
  },
  'the channel is one for voices': {
    plant: ({ discord }) => discord.setUp((setUp) => void Object.assign(setUp, { channelType: 2 })),
    told: { 'discord.channels': /no channel for text/ },
  },
  'somebody has left': {
    planned: { settings: { GITHUB_LOGINS: '{"1500000000000000001":"ada"}' } },
    told: { 'discord.people': /Person 1500000000000000001.*Take them out/ },
  },
};

async function register({ discord }: Installation, under: string, commands: object[]): Promise<void> {
  const { url, applicationId, botToken } = discord;
  const headers = { authorization: `Bot ${botToken}`, 'content-type': 'application/json' };
  await fetch(`${url}/applications/${applicationId}${under}/commands`, {
    method: 'PUT',
    headers,
    body: JSON.stringify(commands),
  });
}

/** Changes the inputs of one resource. */
function making(name: string, change: Record<string, unknown>): Planned {
  return { alter: (made: Made) => (made.name === name ? { ...made.inputs, ...change } : made.inputs) };
}

/** Changes the environment of all functions. */
function telling(change: Record<string, string>): Planned {
  return {
    alter: ({ type, inputs }) =>
      type === 'aws:lambda/function:Function'
        ? { ...inputs, environment: { variables: { ...Object(Object(inputs['environment']).variables), ...change } } }
        : inputs,
  };
}

/** Each stands in the same stage: they say nothing of one another. */
const IN_ONE_STAGE: Record<string, Fault> = {
  'a setting is not valid': {
    planned: telling({ FOLLOW_TIMEOUT_MINUTES: 'long' }),
    told: { 'settings.valid': /FOLLOW_TIMEOUT_MINUTES must be.*pulumi config set/ },
  },
  'no server is allowed': {
    planned: { settings: { ALLOWED_GUILD_IDS: '' } },
    told: {
      'settings.access': /ALLOWED_GUILD_IDS is not set.*allowedGuildIds/,
    },
  },
  'no operator is named': {
    planned: { settings: { OPERATOR_ROLE_IDS: '' } },
    told: { 'settings.access': /OPERATOR_ROLE_IDS is not set.*operatorRoleIds/ },
  },
  'no channel is named': {
    planned: { settings: { DISCORD_CHANNEL_ID: '' } },
    told: { 'settings.channel': /DISCORD_CHANNEL_ID is not set.*discordChannelId/ },
  },
  'no site is named': {
    planned: { settings: { FRONTEND_BASE_URL: '', VITE_API_BASE: '' } },
    told: { 'settings.site': /FRONTEND_BASE_URL is not set[\s\S]*VITE_API_BASE.*--secret/ },
  },
  'a queue feeds nobody': {
    planned: making('verifier-mapping', { enabled: false }),
    told: { 'stage.mappings': /queue verify feeds nobody \(Disabled\)/ },
  },
  'a secret is not there': {
    planned: making('secrets-github-webhook-secret', { name: '/elsewhere' }),
    told: {
      'stage.parameters': /GITHUB_WEBHOOK_SECRET is not there.*--refresh/,
      'settings.valid': /GITHUB_WEBHOOK_SECRET is not set/,
    },
  },
  'a secret is not encrypted': {
    planned: making('secrets-github-token', { type: 'String' }),
    told: { 'stage.parameters': /GITHUB_TOKEN is not encrypted \(String\)/ },
  },
  'a queue has no dead letters': {
    planned: making('dispatch-queue', { redrivePolicy: '' }),
    told: { 'stage.queues': /queue dispatch has no dead letters/ },
  },
  'messages have failed for good': {
    plant: bury,
    told: { 'stage.dead-letters': /1 messages of the queue verify.*valine dlq --queue verify.*redrive/ },
  },
  'old records stay': {
    planned: making('runs-table', { ttl: { enabled: false } }),
    told: { 'stage.table-expiry': /keeps records whose time is over/ },
  },
  'nothing could be brought back': {
    planned: making('runs-table', { pointInTimeRecovery: { enabled: false } }),
    told: { 'stage.table-expiry': /no point-in-time recovery/ },
  },
  'nobody has confirmed the alarms': {
    planned: making('alarms-email', { confirmed: false }),
    told: { 'stage.alarms': /ops@shop.example has not confirmed/ },
  },
  'a role trusts the old form of the subject': {
    planned: making('diagnose', { assumeRolePolicy: trustPolicy('repo:acme/web-shop:ref:refs/heads/main') }),
    told: { 'stage.oidc': /web-shop-diagnose does not take repo:acme@\d+\/web-shop@\d+:ref:refs\/heads\/main/ },
  },
  'a role trusts everybody': {
    planned: making('deploy', { assumeRolePolicy: trustPolicy() }),
    told: { 'stage.oidc': /takes \*: others could/ },
  },
};

const IN_ANOTHER_STAGE: Record<string, Fault> = {
  'somebody who is linked has left': {
    plant: link,
    told: { 'discord.people': /Person 1500000000000000009 who is linked.*\/unlink person:1500000000000000009/ },
  },
  'nobody hears the alarms': {
    planned: { settings: { ALARM_EMAIL: '' } },
    told: { 'stage.alarms': /Nobody is told.*alarmEmail/ },
  },
  'a role trusts every branch, and another repository': {
    planned: making('diagnose', { assumeRolePolicy: trustPolicy('repo:acme*/web-shop*:*', 'repo:evil/shop:ref:main') }),
    told: {
      'stage.oidc': /takes repo:acme\*\/web-shop\*:\*: others could[\s\S]*takes repo:evil\/shop:ref:main: others could/,
    },
  },
  'a role is not there': {
    planned: making('deploy', { name: 'other' }),
    told: { 'stage.oidc': /AWS_DEPLOY_ROLE_ARN names a role that is not there/ },
  },
};

const AROUND_IT: Record<string, Fault> = {
  'another version is deployed': {
    planned: { machine: { version: '0.9.0' } },
    told: { 'stage.version': /version 0.1.0, and this is 0.9.0.*pulumi up/ },
  },
  'the door takes everything': {
    planned: { door: { status: 200 } },
    told: { 'stage.doors': /takes what nobody signed \(200\)/ },
  },
  'the door fails': { planned: { door: { status: 500 } }, told: { 'stage.doors': /answers 500.*log of the ingress/ } },
  'the door leads elsewhere': { planned: { door: { status: 404 } }, told: { 'stage.doors': /404 instead of 401/ } },
  'the door does not answer': { planned: { door: 'break' }, told: { 'stage.doors': /does not answer/ } },
  'another region is asked': {
    planned: { region: 'us-west-1' },
    told: { 'stage.region': /us-west-1.*Unset AWS_REGION/, 'stage.alarms': /no topic/ },
  },
  'the profile names another region': {
    planned: { region: 'of the profile' },
    told: { 'stage.region': /asked is eu-south-2.*Unset AWS_REGION/, 'stage.alarms': /no topic/ },
  },
  'Node is too old': { planned: { machine: { node: 'v20.11.0' } }, told: { 'machine.node': /Node v20.11.0.*pnpm/ } },
  'there is no Pulumi': {
    planned: { machine: { pulumi: known(undefined) } },
    told: { 'machine.pulumi': /no Pulumi CLI.*Install/ },
  },
  'Pulumi is too old': {
    planned: { machine: { pulumi: known('v3.100.0') } },
    told: { 'machine.pulumi': /v3.100.0.*newer/ },
  },
};

async function link({ clients: { dynamodb } }: Installation): Promise<void> {
  const store = createDynamoDbStore({ client: dynamodb, tableName: tableName('test'), clock: { now: Date.now } });
  const link = { attempt: 'link-1', account: { id: 9, login: 'octo-ann' }, at: 1 };
  const record = { version: 1, link, outbox: [], expiresAt: NEVER };
  await store.create({ kind: 'identity', id: '1500000000000000009', ...record });
}

async function bury({ clients: { sqs } }: Installation): Promise<void> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: deadLetterQueueName('verify', 'test') }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
}

afterAll(closeShared);

async function tried({ plant, planned = {}, told, mended }: Fault, asApp: Planned = {}): Promise<void> {
  const installation = await openInstallation({ ...planned, ...asApp });
  await plant?.(installation);
  const found = await installation.look();
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(told).toSorted());
  for (const [id, says] of Object.entries(told)) expect(found[id]).toMatch(says);
  await installation.fix();
  await installation.github.whenIdle();
  const left = await installation.look();
  expect(Object.keys(left).toSorted()).toEqual(mended ? [] : Object.keys(told).toSorted());
}

describe.each([
  ['that asks GitHub by a token', {}],
  ['that is a GitHub App', { asApp: true }],
] as const)('a healthy installation %s', (_, planned) => {
  it('has nothing wrong with it', async () => {
    expect(await (await openInstallation(planned)).look()).toEqual({});
  });
});

describe('on GitHub', () => {
  it.each(Object.entries(ON_GITHUB))('%s', (_, fault) => tried(fault));
});

describe('of the App', () => {
  it.each(Object.entries(OF_THE_APP))('%s', (_, fault) => tried(fault, { asApp: true }));
});

describe('on Discord', () => {
  it.each(Object.entries(ON_DISCORD))('%s', (_, fault) => tried(fault));
});

describe('in the cloud, and here', () => {
  it.each(Object.entries(AROUND_IT))('%s', (_, fault) => tried(fault));

  it.each([IN_ONE_STAGE, IN_ANOTHER_STAGE])('every fault of a stage is told, and no other', async (faults) => {
    const installation = await openInstallation(together(Object.values(faults)));
    for (const { plant } of Object.values(faults)) await plant?.(installation);
    const found = await installation.look();
    const told = Object.entries(faults).flatMap(([name, fault]) =>
      Object.entries(fault.told).map((one) => [name, ...one] as const),
    );
    for (const [name, id, says] of told) expect(found[id], name).toMatch(says);
    expect(Object.keys(found).toSorted()).toEqual([...new Set(told.map(([, id]) => id))].toSorted());
  });
});

/** As a profile of this machine names it. */
beforeAll(() => {
  vi.stubEnv('AWS_REGION', 'eu-south-2');
  return () => vi.unstubAllEnvs();
});

function together(faults: readonly Fault[]): Planned {
  const planned = faults.map((fault) => fault.planned ?? {});
  return {
    settings: Object.assign({}, ...planned.map(({ settings }) => settings ?? {})),
    alter: (made) => planned.reduce((inputs, { alter }) => alter?.({ ...made, inputs }) ?? inputs, made.inputs),
  };
}
