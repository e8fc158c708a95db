/** How a stage reaches GitHub and Discord, from the settings that it is deployed with. */
import type { SettingsFact } from '@valine/doctor';
import { chooseAuth } from '@valine/github';
import { parseSettings } from '@valine/settings';

/** @throws SettingsError; Error where there is nothing to ask with */
export function gitHubOptions(source: SettingsFact) {
  const settings = parseSettings(
    source,
    ['GITHUB_REPOSITORY', 'GITHUB_API_URL', 'GITHUB_API_VERSION'],
    ['GITHUB_TOKEN', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY', 'GITHUB_INSTALLATION_ID'],
  );
  const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: baseUrl, GITHUB_API_VERSION: apiVersion } = settings;
  return { repository, baseUrl, apiVersion, auth: chooseAuth(settings) };
}

/** Without a token it is empty. */
export function discordOptions(settings: SettingsFact) {
  const baseUrl = settings['DISCORD_API_URL'] || 'https://discord.com/api/v10';
  return { baseUrl, botToken: settings['DISCORD_BOT_TOKEN'] ?? '', fetch, clock: { now: Date.now } };
}
