/** What nobody has said about who may use the app, and what follows: it stays closed rather than open to everyone. */
import type { SettingName } from './settings.ts';

/** In which commands that change something are refused until it is said who may run them. */
export const PRODUCTION = 'prod';

const READ = [
  'ALLOWED_GUILD_IDS',
  'OPERATOR_ROLE_IDS',
  'ADMIN_USER_IDS',
  'ADMIN_ROLE_IDS',
  'ALLOW_SECRET_WRITES',
] as const satisfies readonly SettingName[];
type AccessSetting = (typeof READ)[number];
/** `setting`: the one to set. */
export type AccessWarning = { setting: AccessSetting; message: string };

/** `given`: as it is given; undefined or empty where it names nobody. */
export function accessWarnings(stage: string, given: (name: AccessSetting) => string | undefined): AccessWarning[] {
  const isSet = (name: AccessSetting) => Boolean(given(name));
  const mayWrite = given('ALLOW_SECRET_WRITES')?.toLowerCase() === 'true';
  const hasAdmins = isSet('ADMIN_USER_IDS') || isSet('ADMIN_ROLE_IDS');
  return [
    ...(isSet('ALLOWED_GUILD_IDS') ? [] : [{ setting: 'ALLOWED_GUILD_IDS', message: noGuildsMessage() } as const]),
    ...(isSet('OPERATOR_ROLE_IDS')
      ? []
      : [{ setting: 'OPERATOR_ROLE_IDS', message: noOperatorsMessage(stage) } as const]),
    ...(mayWrite && !hasAdmins ? [{ setting: 'ADMIN_USER_IDS', message: noAdminsMessage() } as const] : []),
  ];
}

function noAdminsMessage(): string {
  return 'ADMIN_USER_IDS is not set, and no ADMIN_ROLE_IDS: ALLOW_SECRET_WRITES lets nobody set anything as long as nobody has said who the admins are. Set it to the ids of the Discord users who are, or ALLOW_SECRET_WRITES to false.';
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
