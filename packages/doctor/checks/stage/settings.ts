/** The settings: complete, valid, and saying who may use the app. */
import { known } from '../../facts/fact.ts';
import type { Facts } from '../../facts/facts.ts';
import { check } from '../../judging/check.ts';
import { idsIn } from '../../judging/ids-in.ts';

export const settings = check(
  'settings.valid',
  'the settings as they are deployed: complete, and each one valid',
  (facts: Facts) => (facts.settings.is === 'known' ? known(facts.settingProblems) : facts.settings),
  (problems) =>
    problems.map((says) => ({
      says,
      mend: 'Correct it with pulumi config set, then pulumi up, which names the command.',
    })),
);

export const access = check(
  'settings.access',
  'who may use the app: servers and operators are named',
  (facts: Facts) => facts.settings,
  (value) => [
    ...(idsIn(value['ALLOWED_GUILD_IDS']).length > 0
      ? []
      : [
          {
            says: 'ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing is taken.',
            mend: 'pulumi config set allowedGuildIds <server id>, then pulumi up.',
          },
        ]),
    ...(idsIn(value['OPERATOR_ROLE_IDS']).length > 0
      ? []
      : [
          {
            says: 'OPERATOR_ROLE_IDS is not set: everyone in the servers is an operator, and in stage prod nobody.',
            mend: 'pulumi config set operatorRoleIds <role id>, then pulumi up.',
          },
        ]),
  ],
);

export const channel = check(
  'settings.channel',
  'where to say what nobody asked for (DISCORD_CHANNEL_ID)',
  (facts: Facts) => facts.settings,
  (value) =>
    value['DISCORD_CHANNEL_ID']
      ? []
      : [
          {
            says: 'DISCORD_CHANNEL_ID is not set: what nobody asked for is told nowhere.',
            mend: 'pulumi config set discordChannelId <channel id>, then pulumi up.',
          },
        ],
);

export const site = check(
  'settings.site',
  'what a verification looks at (FRONTEND_BASE_URL, VITE_API_BASE)',
  (facts: Facts) => facts.settings,
  (value) =>
    (['FRONTEND_BASE_URL', 'VITE_API_BASE'] as const)
      .filter((name) => !value[name])
      .map((name) => ({
        says: `${name} is not set: a verification cannot tell whether it answers.`,
        mend:
          name === 'VITE_API_BASE'
            ? 'pulumi config set --secret viteApiBase, then pulumi up.'
            : 'pulumi config set frontendBaseUrl https://…, then pulumi up.',
      })),
);
