/** The two records of a link that is in force. */
import { type Account, type GitHubAccount, type Identity, NEVER } from '@valine/records';

export function buildLink(personId: string, account: GitHubAccount): [identity: Identity, account: Account] {
  const about = { version: 1, outbox: [], expiresAt: NEVER };
  const attempt = `attempt of ${personId}`;
  return [
    { kind: 'identity', id: personId, ...about, link: { attempt, account, at: 0 } },
    { kind: 'account', id: String(account.id), ...about, link: { attempt, personId, at: 0 } },
  ];
}
