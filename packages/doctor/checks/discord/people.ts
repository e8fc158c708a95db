/** The people who are tied to an account on GitHub, by themselves or by the settings: whether they are still there. */
import type { DiscordSideFacts } from '../../facts/facts.ts';
import { checkEach } from '../../judging/check.ts';

export const people = checkEach(
  'discord.people',
  'whoever is linked with an account on GitHub (/link, GITHUB_LOGINS) is still in one of the servers',
  ({ discord }: DiscordSideFacts) => discord.people,
  (isThere, id, { settings }) => {
    if (isThere) return [];
    const isConfigured = settings.is === 'known' && (settings.value['GITHUB_LOGINS'] ?? '').includes(`"${id}"`);
    const by = isConfigured ? 'of GITHUB_LOGINS' : 'who is linked with an account on GitHub';
    const mend = isConfigured
      ? 'Take them out of GITHUB_LOGINS, then pulumi up.'
      : `Untie them: /unlink person:${id}, or valine links --remove ${id} --yes`;
    return [{ says: `Person ${id} ${by} is in none of the allowed servers any more.`, mend }];
  },
);
