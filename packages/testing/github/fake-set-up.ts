/** How GitHub and Discord are set up, for whoever looks at them: well, until a test or a world breaks it. */
import { registrationPayload } from '@valine/commands';
import type { DiscordSetUp, GitHubSetUp, SettingsFact } from '@valine/doctor';
import { WEBHOOK_EVENTS, WORKFLOW_NEEDS } from '@valine/requirements';

export const FAKE_WEBHOOK_URL = 'https://valine.example/github/webhook';
const FAKE_INTERACTIONS_URL = 'https://valine.example/discord';

/** By the check that sees it. */
export const BREAKABLE = [
  ...(['github.webhook', 'github.workflows', 'github.ref', 'github.repository'] as const),
  ...(['discord.interactions-url', 'discord.commands', 'discord.channels'] as const),
];
export type Breakable = (typeof BREAKABLE)[number];

export type FakeSetUp = {
  github: GitHubSetUp;
  discord: DiscordSetUp;
  settings: SettingsFact;
  webhookUrl: string;
  interactionsUrl: string;
  /** What is wrong. */
  broken: Set<Breakable>;
  /** Nothing can be asked. */
  isAway: boolean;
};

export function fakeSetUp(repository = 'acme/web'): FakeSetUp {
  const setUp: FakeSetUp = {
    github: githubOf(repository, () => setUp),
    discord: discordOf(() => setUp),
    settings: {
      ...{ GITHUB_REPOSITORY: repository, GITHUB_API_URL: 'https://api.github.com' },
      ...{ DISCORD_API_URL: 'https://discord.com/api/v10', ALLOWED_GUILD_IDS: '10', DISCORD_CHANNEL_ID: '500' },
    },
    webhookUrl: FAKE_WEBHOOK_URL,
    interactionsUrl: FAKE_INTERACTIONS_URL,
    broken: new Set(),
    isAway: false,
  };
  return setUp;
}

type State = () => Pick<FakeSetUp, 'broken' | 'isAway'>;

function answering(state: State) {
  return async <T>(value: (broken: ReadonlySet<Breakable>) => T): Promise<T> => {
    if (state().isAway) throw new Error('Nobody is there.');
    return value(state().broken);
  };
}

/** May send messages everywhere. */
const ADMINISTRATOR = 8n;

function discordOf(state: State): DiscordSetUp {
  const answer = answering(state);
  const everyone = { id: '10', name: 'everyone', permissions: ADMINISTRATOR };
  return {
    application: () =>
      answer((broken) => ({
        ...{ id: '77', publicKey: 'ab', isPublic: false },
        interactionsUrl: broken.has('discord.interactions-url') ? null : FAKE_INTERACTIONS_URL,
      })),
    botId: () => answer(() => '77'),
    commands: (_, guildId) =>
      answer((broken) => (guildId !== undefined || broken.has('discord.commands') ? [] : registrationPayload())),
    guild: (id) => answer(() => ({ id, name: 'Acme', roles: [everyone], botRoles: [] })),
    channel: (id) =>
      answer((broken) =>
        broken.has('discord.channels') ? undefined : { id, name: 'team', guildId: '10', type: 0, overwrites: [] },
      ),
    isMember: () => answer(() => true),
    skewMs: () => answer(() => 0),
  };
}

function githubOf(repository: string, state: State): GitHubSetUp {
  const answer = answering(state);
  return {
    identity: () => answer(() => ({ kind: 'token', login: 'valine', refused: [] })),
    repository: () =>
      answer((broken) => ({
        ...{ id: 1, name: repository, hasIssues: true, defaultBranch: 'main' },
        archived: broken.has('github.repository'),
      })),
    hasRef: () => answer((broken) => !broken.has('github.ref')),
    webhooks: () =>
      answer((broken) => [
        {
          ...{ id: 7, url: FAKE_WEBHOOK_URL, insecureSsl: false, hasSecret: true },
          active: !broken.has('github.webhook'),
          events: WEBHOOK_EVENTS.map(({ name }) => name),
        },
      ]),
    deliveries: () => answer(() => []),
    workflow: (file) =>
      answer((broken) => (broken.has('github.workflows') ? undefined : { text: textOf(file), state: 'active' })),
    subject: () => answer(() => ({ isDefault: true, immutable: true })),
    variables: () => answer(() => ({})),
    secrets: () => answer(() => []),
    skewMs: () => answer(() => 0),
  };
}

/** As much of a workflow as is looked at. */
function textOf(file: string): string {
  const inputs = WORKFLOW_NEEDS.find((need) => need.file === file)?.inputs ?? [];
  const declared = inputs.map((name) => `      ${name}: {}`).join('\n');
  return `run-name: \${{ inputs.correlation_id }}\non:\n  workflow_dispatch:\n    inputs:\n${declared}\n`;
}
