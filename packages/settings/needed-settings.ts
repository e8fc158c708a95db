/** Which settings a stage cannot be without. */
import { GITHUB_APP, type SettingName } from './settings.ts';

export const REQUIRED_SETTINGS = [
  'DISCORD_PUBLIC_KEY',
  'DISCORD_APPLICATION_ID',
  'DISCORD_BOT_TOKEN',
  'GITHUB_REPOSITORY',
  'GITHUB_WEBHOOK_SECRET',
] as const satisfies SettingName[];

/** In words, for the table of settings. GitHub is reached by a token or as an App. */
export function neededMessage(name: string): string {
  if (REQUIRED_SETTINGS.some((required) => required === name)) return 'required';
  if (GITHUB_APP.some((part) => part === name)) return 'required, or a token';
  return name === 'GITHUB_TOKEN' ? 'required, or an App' : 'optional';
}
