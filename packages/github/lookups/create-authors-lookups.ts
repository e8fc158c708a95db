/** Who wrote what stands at the head of a pull request, and what of it waits for a person. */

import { coAuthorsOf } from '../co-authors.ts';
import { fieldsOf, listOf, textOf } from '../json-fields.ts';
import { attempt } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { findAccount } from './find-account.ts';
import type { FoundWaitingRun, GitHubLookups } from './github-lookups.ts';

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
        const makers = commits.flatMap(makersOf);
        const authors = new Map(
          makers.flatMap(({ account }) => (account === undefined ? [] : [[account.login, account]])),
        );
        const unknown = new Set(makers.flatMap(({ account, email }) => (account === undefined ? [email] : [])));
        return {
          authors: [...authors.values()],
          coAuthors: coAuthorsOf(commits.map((each) => textOf(fieldsOf(fieldsOf(each)['commit'])['message']) ?? '')),
          unknown: [...unknown],
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

/** GitHub itself puts commits in place that people make on its pages. */
const GITHUB_ITSELF = 'web-flow';

/** Whoever is not known to GitHub is known by what the commit itself says, which anybody may write. */
function makersOf(commit: unknown) {
  const { author, committer, commit: signed } = fieldsOf(commit);
  const { author: wrote, committer: placed } = fieldsOf(signed);
  return [
    { account: findAccount(author), email: emailOf(wrote) },
    { account: findAccount(committer), email: emailOf(placed) },
  ].filter(({ account }) => account?.login !== GITHUB_ITSELF);
}

function emailOf(signature: unknown): string {
  return (textOf(fieldsOf(signature)['email']) ?? '').toLowerCase();
}

/** A run that nobody has let begin has ended so; one whose environment asks for a person waits. */
function findWaiting(json: unknown): FoundWaitingRun | undefined {
  const { name, status, conclusion, html_url } = fieldsOf(json);
  if (![status, conclusion].includes('action_required') && status !== 'waiting') return undefined;
  return { name: textOf(name) ?? 'without a name', url: textOf(html_url) ?? '' };
}
