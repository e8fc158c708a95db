/** The pull requests that were merged of late. */
import { fieldsOf, findTime, listOf, textOf, timeOf, wholeNumber } from '../json-fields.ts';
import { attempt, bounded } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { findAccount } from './find-account.ts';
import type { FoundMerges, MergedPullRequest } from './github-lookups.ts';

const MOST = 100;

/**
 * One read. GitHub has no list of them: they are among those that are closed, and none was merged after it was last changed.
 * `since`: epoch milliseconds. `withinMs`: 4 s unless told otherwise. @throws GitHubError
 */
export function findMergedSince(
  { octokit: { rest }, owner, repo }: Connection,
  since: number,
  withinMs = 4000,
): Promise<FoundMerges> {
  return attempt('list merged pull requests', async () => {
    const newest = { state: 'closed', sort: 'updated', direction: 'desc', per_page: MOST } as const;
    const { data } = await rest.pulls.list({ owner, repo, ...newest, ...bounded(withinMs) });
    const read = listOf(data, (json) => fieldsOf(json));
    const merged = read.filter(({ merged_at: at }) => Boolean(at));
    const pullRequests = listOf(merged, mergedPullRequest);
    const reaches = read.length < MOST || timeOf(read.at(-1)?.['updated_at']) < since;
    return {
      pullRequests: pullRequests.filter(({ mergedAt }) => mergedAt >= since),
      isWhole: reaches && pullRequests.length === merged.length,
    };
  });
}

/** Undefined where it cannot be read which it is, or when. */
function mergedPullRequest(json: unknown): MergedPullRequest | undefined {
  const { number, merged_at, html_url, title, user, base } = fieldsOf(json);
  const [named, mergedAt] = [wholeNumber(number), findTime(merged_at)];
  if (named === undefined || mergedAt === undefined) return undefined;
  const author = findAccount(user)?.login;
  const { ref, repo } = fieldsOf(base);
  const { default_branch: main = ref } = fieldsOf(repo);
  return {
    number: named,
    mergedAt,
    url: textOf(html_url) ?? '',
    title: textOf(title) ?? '',
    ...(author === undefined ? {} : { author }),
    ...(main === ref ? {} : { isElsewhere: true }),
  };
}
