/** The account on GitHub of somebody on Discord. */
import { GitHubError } from '@valine/github';
import { findLink, type GitHubAccount } from '@valine/records';
import type { Ports } from '../ports.ts';

type Part = Pick<Ports, 'store' | 'lookups' | 'logger'>;

/**
 * Under the login that it has now: a login is given away once its owner has another, and whoever has it then is a stranger. Undefined where
 * they are not linked, or the account is gone. One read of the store; where they are linked two, and one of GitHub. @throws GitHubError
 */
export async function accountOf(
  { store, lookups }: Omit<Part, 'logger'>,
  personId: string,
): Promise<GitHubAccount | undefined> {
  const link = await findLink(store, personId);
  const user = link && (await lookups.findUserById(link.account.id));
  return user && { id: user.id, login: user.login };
}

/**
 * The same, as the link has it where GitHub does not tell: whose account it is stays so, whatever its login is by now. `matters`: what passes by itself
 * is waited for. @throws GitHubError then
 */
export async function accountAsKnown(
  ports: Part,
  personId: string,
  matters = false,
): Promise<GitHubAccount | undefined> {
  try {
    return await accountOf(ports, personId);
  } catch (error) {
    if (!(error instanceof GitHubError) || (matters && error.isTransient)) throw error;
    ports.logger.warn('under which login somebody goes now could not be read', { problem: error.message });
    return (await findLink(ports.store, personId))?.account;
  }
}
