/** Looks at a stage with GitHub and Discord around it, as its functions are configured, and mends what is told to. */
import { registrationPayload } from '@valine/commands';
import { createDiscord, createDiscordSetUp } from '@valine/discord';
import {
  type Fact,
  type Facts,
  type Fix,
  gatherDiscord,
  gatherGitHub,
  type MachineFacts,
  noDiscordToken,
  type SettingsFact,
  unknownDiscord,
  unknownGitHub,
} from '@valine/doctor';
import { createGitHubSetUp, createGitHubSetUpChanges } from '@valine/github';
import { settings as definitions, parseSettings, type SettingName, SettingsError } from '@valine/settings';
import type { Inspection } from '../../terminal/ports.ts';
import { findDoors } from './find-doors.ts';
import { gatherDoors, gatherStage, gatherTrust, readDeployed, type Where } from './gather-stage.ts';
import { discordOptions, gitHubOptions } from './platform-options.ts';
import { readLinks } from './read-links.ts';
import { readMachine } from './read-machine.ts';
import type { StageClients } from './stage-clients.ts';

const clock = { now: Date.now };
const REQUIRED = [
  'DISCORD_PUBLIC_KEY',
  'DISCORD_APPLICATION_ID',
  'DISCORD_BOT_TOKEN',
  'GITHUB_REPOSITORY',
  'GITHUB_WEBHOOK_SECRET',
] as const;

type ReadMachine = (kind: Where['kind'], now: number) => Promise<MachineFacts>;

export function createInspection(clients: StageClients, where: Where, machine: ReadMachine = readMachine): Inspection {
  return {
    look: () => look(clients, where, machine),
    async fix(fix) {
      const { settings } = await readDeployed(clients, where.stage);
      if (settings.is !== 'known') throw new Error(settings.why);
      await mend(settings.value, fix);
    },
  };
}

async function look(clients: StageClients, where: Where, machine: ReadMachine): Promise<Facts> {
  const deployed = await readDeployed(clients, where.stage);
  const settings = deployed.settings.is === 'known' ? deployed.settings.value : {};
  const { facts, address } = await gatherStage(clients, where, deployed);
  const discord = await lookAtDiscord(deployed.settings, await readLinks(clients, where.stage));
  const set = discord.application.is === 'known' ? discord.application.value.interactionsUrl : null;
  const { interactionsUrl, webhookUrl, knockAt } = findDoors(where.kind, settings, address, set);
  const github = await lookAtGitHub(deployed.settings, webhookUrl);
  return {
    settings: deployed.settings,
    settingProblems: problemsOf(settings),
    github,
    discord,
    stage: {
      ...facts,
      doors: await gatherDoors(knockAt, webhookUrl),
      trust: await gatherTrust(clients, where.kind, github.variables),
    },
    interactionsUrl,
    webhookUrl,
    commands: registrationPayload(),
    machine: await machine(where.kind, clock.now()),
    now: clock.now(),
  };
}

async function lookAtGitHub(settings: Fact<SettingsFact>, webhookUrl: Fact<string>): Promise<Facts['github']> {
  if (settings.is !== 'known') return unknownGitHub(settings.why, settings.is === 'unknown' ? settings.mend : '');
  try {
    const github = createGitHubSetUp({ ...gitHubOptions(settings.value), clock });
    return await gatherGitHub(github, settings.value, webhookUrl);
  } catch (error) {
    return unknownGitHub(
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : '',
      'Set them with pulumi config set, then pulumi up.',
    );
  }
}

async function lookAtDiscord(settings: Fact<SettingsFact>, linked: Fact<string[]>): Promise<Facts['discord']> {
  if (settings.is !== 'known') return unknownDiscord(settings);
  const options = discordOptions(settings.value);
  return options.botToken === ''
    ? noDiscordToken()
    : gatherDiscord(createDiscordSetUp(options), settings.value, linked);
}

function problemsOf(settings: SettingsFact): string[] {
  try {
    parseSettings(settings, REQUIRED, Object.keys(definitions) as SettingName[]);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return [...error.problems];
    throw error;
  }
}

/** @throws GitHubError, DiscordError */
async function mend(settings: SettingsFact, fix: Fix): Promise<void> {
  const discord = discordOptions(settings);
  const register = async (commands: ReturnType<typeof registrationPayload>, guildId?: string) => {
    const { id: applicationId } = await createDiscordSetUp(discord).application();
    await createDiscord({ ...discord, applicationId }).registerCommands(applicationId, commands, guildId);
  };
  switch (fix.do) {
    case 'register commands':
      return register(registrationPayload(), fix.guildId);
    case 'remove commands':
      return register([], fix.guildId);
    case 'set interactions URL':
      return createDiscordSetUp(discord).setInteractionsUrl(fix.url);
    case 'change webhook':
      return createGitHubSetUpChanges(gitHubOptions(settings)).changeWebhook(fix);
    case 'redeliver':
      return createGitHubSetUpChanges(gitHubOptions(settings)).redeliver(fix.ids, fix.hookId);
    case 'enable workflow':
      return createGitHubSetUpChanges(gitHubOptions(settings)).enableWorkflow(fix.file);
  }
}
