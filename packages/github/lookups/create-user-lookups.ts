/** Who has a login, and under which login an account goes now. */
import { fieldsOf, wholeNumber } from '../json-fields.ts';
import { attemptFind } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { findAccount } from './find-account.ts';
import type { FoundUser, GitHubLookups } from './github-lookups.ts';

export function createUserLookups({ octokit }: Connection): Pick<GitHubLookups, 'findUser' | 'findUserById'> {
  return {
    findUser: (username) =>
      attemptFind(`find ${username}`, async () =>
        fromUser((await octokit.rest.users.getByUsername({ username })).data),
      ),
    findUserById: (account_id) =>
      attemptFind(`find the account ${account_id}`, async () =>
        fromUser((await octokit.request('GET /user/{account_id}', { account_id })).data),
      ),
  };
}

/** @throws TypeError for what is no account */
function fromUser(json: unknown): FoundUser {
  const [account, id] = [findAccount(json), wholeNumber(fieldsOf(json).id)];
  if (account === undefined || id === undefined) throw new TypeError('the answer is not as GitHub gives it');
  return { ...account, id };
}
