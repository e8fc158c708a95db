/** The account on GitHub of somebody on Discord. */
import { GitHubError } from '@valine/github';
import { findLink, type GitHubAccount } from '@valine/records';
import type { Ports } from '../ports.ts';
import { refusalOrLater } from '../repository/refusal-or-later.ts';

type Part = Pick<Ports, 'store' | 'lookups' | 'logger'>;

/**
 * Under the login that it has now. Undefined where they are not linked, the account is gone, or GitHub does not tell. One read of the store;
 * where they are linked two, and one of GitHub. @throws RetryLater while GitHub is away
 */
export async function accountOf(ports: Part, personId: string): Promise<GitHubAccount | undefined> {
  const link = await findLink(ports.store, personId);
  const login = link && (await loginNow(ports, link.account));
  return link && login !== undefined ? { id: link.account.id, login } : undefined;
}

/**
 * Logins change, ids do not: a login is given away once its owner has another, and whoever has it then is a stranger. Undefined where GitHub
 * does not tell, or the account is gone. @throws RetryLater while GitHub is away
 */
export async function loginNow(
  { lookups, logger }: Omit<Part, 'store'>,
  { id, login }: GitHubAccount,
): Promise<string | undefined> {
  try {
    return (await lookups.findUserById(id))?.login;
  } catch (error) {
    const { message: problem } = refusalOrLater(error);
    logger.warn('under which login an account goes now could not be read', { login, problem });
    return undefined;
  }
}

/**
 * As the link has it where GitHub does not tell: whose account it is stays so, whatever its login is by now. `matters`: what passes by itself
 * is waited for. @throws GitHubError then
 */
export async function accountAsKnown(
  { store, lookups, logger }: Part,
  personId: string,
  matters = false,
): Promise<GitHubAccount | undefined> {
  const link = await findLink(store, personId);
  if (link === undefined) return undefined;
  try {
    const user = await lookups.findUserById(link.account.id);
    return user && { id: user.id, login: user.login };
  } catch (error) {
    if (!(error instanceof GitHubError) || (matters && error.isTransient)) throw error;
    logger.warn('an account goes by the login that its link has', { problem: error.message });
    return link.account;
  }
}
