/** The people whom the settings tie to a login on GitHub: whether they are still there. */
import type { Facts } from '../../facts/facts.ts';
import { checkEach } from '../../judging/check.ts';

export const people = checkEach(
  'discord.people',
  'GITHUB_LOGINS: each of these people is still in one of the servers',
  ({ discord }: Facts) => discord.people,
  (isThere, id) =>
    isThere
      ? []
      : [
          {
            says: `Person ${id} of GITHUB_LOGINS is in none of the allowed servers any more.`,
            mend: 'Take them out of GITHUB_LOGINS, then pulumi up.',
          },
        ],
);
