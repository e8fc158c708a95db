/** What nobody has said about who may use the app, and what follows: it stays closed rather than open to everyone. */
import type { SettingName, Settings } from './settings.ts';

/** In which commands that change something are refused until it is said who may run them. */
export const PRODUCTION = 'prod';

type AccessSetting = Extract<SettingName, 'ALLOWED_GUILD_IDS' | 'OPERATOR_ROLE_IDS'>;
export type AccessWarning = { setting: AccessSetting; message: string };

/** `isSet`: whether the setting names anybody. */
export function accessWarnings(stage: string, isSet: (name: AccessSetting) => boolean): AccessWarning[] {
  const messages = { ALLOWED_GUILD_IDS: noGuildsMessage(), OPERATOR_ROLE_IDS: noOperatorsMessage(stage) };
  const missing = (['ALLOWED_GUILD_IDS', 'OPERATOR_ROLE_IDS'] as const).filter((name) => !isSet(name));
  return missing.map((setting) => ({ setting, message: messages[setting] }));
}

/** The same, of settings that were read. */
export function accessWarningsOf(stage: string, settings: Pick<Settings, AccessSetting>): AccessWarning[] {
  return accessWarnings(stage, (name) => settings[name].length > 0);
}

function noGuildsMessage(): string {
  return "ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing but its PING is taken. Set it to the ids of your team's Discord servers.";
}

function noOperatorsMessage(stage: string): string {
  const follows =
    stage === PRODUCTION
      ? 'in stage prod, what changes something is refused to everybody'
      : `everyone in the allowed servers may run what changes something in stage ${stage}; in stage prod nobody may`;
  return `OPERATOR_ROLE_IDS is not set: ${follows}. Set it to the ids of the Discord roles that may.`;
}
