/** Asks Discord and GitHub, as the stage is configured, whether those who are linked are still there. */
import { createDiscordSetUp } from '@valine/discord';
import { type Fact, gatherPeople, known, type SettingsFact, unknown } from '@valine/doctor';
import { connectGitHub, type GitHubLookups } from '@valine/github';
import { readDeployed } from '../doctor/aws/gather-stage.ts';
import { discordOptions, gitHubOptions } from '../doctor/aws/platform-options.ts';
import { readLinks } from '../doctor/aws/read-links.ts';
import type { StageClients } from '../doctor/aws/stage-clients.ts';
import type { People, Standing } from '../terminal/ports.ts';

export function createPeople(clients: StageClients, stage: string): People {
  return {
    linked: () => readLinks(clients, stage),
    async standings(links) {
      const { settings } = await readDeployed(clients, stage);
      if (settings.is !== 'known') return links.map(() => ({ inDiscord: settings, onGitHub: settings }));
      const inDiscord = await membersOf(settings.value, links);
      const lookups = lookupsOf(settings.value);
      const standings: Standing[] = [];
      // One after the other: both platforms count.
      for (const { personId, accountId } of links)
        standings.push({
          inDiscord: inDiscord[personId] ?? NO_TOKEN,
          ...(await accountStanding(lookups, accountId)),
        });
      return standings;
    },
  };
}

const NO_TOKEN = unknown('There is no bot token to ask Discord with.', 'Set discordBotToken, then pulumi up.');

async function membersOf(
  settings: SettingsFact,
  links: readonly { personId: string }[],
): Promise<Record<string, Fact<boolean>>> {
  const options = discordOptions(settings);
  if (options.botToken === '') return {};
  const people = links.map(({ personId }) => personId);
  const found = await gatherPeople(createDiscordSetUp(options), settings, people);
  return Object.fromEntries(people.flatMap((id) => (found[id] === undefined ? [] : [[id, found[id]]])));
}

type AccountLookups = Pick<GitHubLookups, 'findUserById' | 'permissionOf'>;

/** A text: why GitHub cannot be asked. */
function lookupsOf(source: SettingsFact): AccountLookups | string {
  try {
    return connectGitHub(gitHubOptions(source)).lookups;
  } catch (error) {
    return problemOf(error);
  }
}

async function accountStanding(
  lookups: AccountLookups | string,
  id: number,
): Promise<Pick<Standing, 'onGitHub' | 'login'>> {
  if (typeof lookups === 'string')
    return { onGitHub: unknown(lookups, 'Set what gives access to GitHub, then pulumi up.') };
  try {
    const user = await lookups.findUserById(id);
    if (user === undefined) return { onGitHub: known('gone') };
    return { onGitHub: known(await lookups.permissionOf(user.login)), login: user.login };
  } catch (error) {
    return {
      onGitHub: unknown(problemOf(error), 'Try again; https://githubstatus.com tells whether GitHub has a problem.'),
    };
  }
}

function problemOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
