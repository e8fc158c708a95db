/** Who wrote what stands at the head of a pull request, and what of it waits for a person. */

import { coAuthorsOf } from '../co-authors.ts';
import { fieldsOf, listOf, textOf, wholeNumber } from '../json-fields.ts';
import { attempt } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { findAccount } from './find-account.ts';
import type { FoundCommit, FoundMaker, FoundWaitingRun, GitHubLookups } from './github-lookups.ts';

const PER_PAGE = 100;
/** GitHub shows no more. */
const MOST_COMMITS = 250;

export function createAuthorsLookups({
  octokit: { rest },
  owner,
  repo,
}: Connection): Pick<GitHubLookups, 'authorsOf' | 'waitingRunsOf'> {
  const at = { owner, repo };
  return {
    authorsOf: (pull_number) =>
      attempt(`read the commits of #${pull_number}`, async () => {
        const commits: unknown[] = [];
        for (let page = 1; page * PER_PAGE < MOST_COMMITS + PER_PAGE; page += 1) {
          const { data } = await rest.pulls.listCommits({ ...at, pull_number, per_page: PER_PAGE, page });
          commits.push(...listOf(data, (commit: unknown) => commit));
          if (data.length < PER_PAGE) break;
        }
        return {
          commits: commits.map(toCommit),
          isWhole: commits.length < MOST_COMMITS,
        };
      }),
    waitingRunsOf: (head_sha) =>
      attempt(`read what waits for a person at ${head_sha}`, async () => {
        const { data } = await rest.actions.listWorkflowRunsForRepo({ ...at, head_sha, per_page: PER_PAGE });
        return listOf(data.workflow_runs, findWaiting);
      }),
  };
}

/** GitHub itself puts commits in place that people make on its pages. Whoever writes its address into a commit is not it. */
const GITHUB_ITSELF = 'web-flow';

/** An author without an account is named as in the commit. Anybody may write any name there. */
function toCommit(json: unknown): FoundCommit {
  const { sha, author, committer, commit, parents } = fieldsOf(json);
  const { author: wrote, committer: placed, message, verification } = fieldsOf(commit);
  const isByGitHub = fieldsOf(committer)['login'] === GITHUB_ITSELF && fieldsOf(verification)['verified'] === true;
  return {
    sha: textOf(sha) ?? '',
    author: makerOf(author, wrote),
    ...(isByGitHub ? {} : { committer: makerOf(committer, placed) }),
    coAuthors: coAuthorsOf([textOf(message) ?? '']),
    parents: Array.isArray(parents) ? parents.map((parent: unknown) => textOf(fieldsOf(parent)['sha']) ?? '') : [],
  };
}

function makerOf(json: unknown, signature: unknown): FoundMaker {
  const [account, id] = [findAccount(json), wholeNumber(fieldsOf(json)['id'])];
  const email = (textOf(fieldsOf(signature)['email']) ?? '').toLowerCase();
  if (account === undefined || account.login === GITHUB_ITSELF) return { email };
  return { account: { ...account, ...(id === undefined ? {} : { id }) }, email };
}

/** A run that nobody has let begin has ended so; one whose environment asks for a person waits. */
function findWaiting(json: unknown): FoundWaitingRun | undefined {
  const { name, status, conclusion, html_url } = fieldsOf(json);
  if (![status, conclusion].includes('action_required') && status !== 'waiting') return undefined;
  return { name: textOf(name) ?? 'without a name', url: textOf(html_url) ?? '' };
}
