/** The Discord application: the one that is configured, and its interactions come here. */
import { both, toldElsewhere } from '../../facts/fact.ts';
import type { DiscordSideFacts } from '../../facts/facts.ts';
import { check, type Problem } from '../../judging/check.ts';

const UNASKED = 'Discord cannot be asked';
const PORTAL = 'https://discord.com/developers/applications';

export const application = check(
  'discord.application',
  'the bot token: taken, and of the application whose id and public key are configured',
  ({ discord, settings }: DiscordSideFacts) => both(discord.application, settings),
  ([value, settings]) => [
    ...differs('DISCORD_APPLICATION_ID', settings['DISCORD_APPLICATION_ID'], value.id, 'the bot token belongs to'),
    ...differs(
      'DISCORD_PUBLIC_KEY',
      settings['DISCORD_PUBLIC_KEY']?.toLowerCase(),
      value.publicKey.toLowerCase(),
      'the application signs with',
    ),
  ],
);

export const publicBot = check(
  'discord.public-bot',
  'Public Bot is off: nobody else can add the bot to a server of theirs',
  ({ discord }: DiscordSideFacts) => toldElsewhere(discord.application, UNASKED),
  ({ isPublic, id }) =>
    isPublic
      ? [
          {
            says: 'Anybody can add the bot to a server of theirs (Public Bot).',
            mend: `Switch Public Bot off; for that the install link has to be None: ${PORTAL}/${id}/bot`,
          },
        ]
      : [],
);

export const interactionsUrl = check(
  'discord.interactions-url',
  'the interactions endpoint URL is that of this stage',
  (facts: DiscordSideFacts) => both(toldElsewhere(facts.discord.application, UNASKED), facts.interactionsUrl),
  ([{ interactionsUrl: set }, url]) => (set === url ? [] : [elsewhere(set, url)]),
);

function elsewhere(set: string | null, url: string): Problem {
  const says =
    set === null
      ? 'Discord sends its interactions nowhere.'
      : `Discord sends its interactions to ${set}, and not to ${url}.`;
  const mend = `Set the Interactions Endpoint URL (${PORTAL}, General Information) to ${url}.`;
  return { says, mend, fix: { do: 'set interactions URL', url } };
}

function differs(setting: string, set: string | undefined, is: string, what: string): Problem[] {
  if (set === undefined || set === is) return [];
  const key = setting === 'DISCORD_PUBLIC_KEY' ? 'discordPublicKey' : 'discordApplicationId';
  return [
    {
      says: `${setting} is ${set}, and ${what} ${is}.`,
      mend: `pulumi config set ${key} ${is}, then pulumi up; or set the bot token of the other application.`,
    },
  ];
}
