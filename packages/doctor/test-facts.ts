/** Facts of a healthy installation, for tests that change some of them. */
import { known, needless } from './facts/fact.ts';
import type { Facts } from './facts/facts.ts';

export const SUBJECT = 'repo:acme@1/web-shop@2:ref:refs/heads/main';
const rest = needless('this test does not look at it');

export function healthyFacts(): Facts {
  const guild = {
    id: 'guild',
    name: 'Acme',
    roles: [{ id: 'guild', name: 'everyone', permissions: 8n }],
    botRoles: [],
  };
  const channel = { id: 'channel', name: 'team', guildId: 'guild', type: 0, overwrites: [] };
  const repository = { id: 2, name: 'acme/web-shop', archived: false, hasIssues: true, defaultBranch: 'main' };
  return {
    settings: known({ ALLOWED_GUILD_IDS: 'guild' }),
    settingProblems: [],
    webhookUrl: rest,
    interactionsUrl: rest,
    commands: [],
    now: 0,
    machine: { now: 0, version: '1', node: 'v24.0.0', pulumi: rest, pulumiWanted: '3' },
    github: {
      ...{ identity: rest, ref: rest, webhook: rest, deliveries: rest, variables: rest, secrets: rest, skewMs: rest },
      workflows: { CLIENT_DEPLOY_WORKFLOW: rest, DIAGNOSE_WORKFLOW: rest },
      repository: known(repository),
      subject: known({ isDefault: true, immutable: true, prefix: 'repo:acme@1/web-shop@2' }),
    },
    discord: {
      ...{ application: rest, commands: rest, guildCommands: {}, skewMs: known(0) },
      botId: known('bot'),
      guilds: { guild: known(guild) },
      channels: { channel: known(channel) },
      people: {},
    },
    stage: {
      ...{
        stage: 'dev',
        kind: 'aws',
        functions: {},
        mappings: rest,
        parameters: rest,
        queues: {},
        subscriptions: rest,
      },
      ...{ doors: { interactions: rest, webhook: rest }, trust: {}, region: rest },
      table: known({ status: 'ACTIVE', indexes: {}, expires: known(true), recovers: known(true), isProtected: true }),
    },
  };
}
