/** The checks that can be made with the bot token: they see Discord alone. */
import type { DiscordSideFacts } from '../../facts/facts.ts';
import type { Check } from '../../judging/check.ts';
import { application, interactionsUrl, publicBot } from './application.ts';
import { channels } from './channels.ts';
import { commands } from './commands.ts';
import { guilds, roles } from './guilds.ts';
import { people } from './people.ts';

export const DISCORD_CHECKS: readonly Check<DiscordSideFacts>[] = [
  application,
  publicBot,
  interactionsUrl,
  commands,
  guilds,
  roles,
  channels,
  people,
];
