/** Compares two commits of the repository. */

import { fieldsOf, textOf } from '../json-fields.ts';
import { attemptFind, bounded } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import type { CommitComparison, GitHubActions } from './github-actions.ts';

/** The first page of a comparison carries every change of every file; from the second on the counts come alone. */
const COUNTS_ONLY = { per_page: 1, page: 2 };

export function createCommitsReader({ octokit, owner, repo }: Connection): Pick<GitHubActions, 'compareCommits'> {
  return {
    compareCommits: (base, head, withinMs) =>
      attemptFind(`compare ${base} with ${head}`, async () => {
        const asked = { owner, repo, basehead: `${base}...${head}`, ...COUNTS_ONLY, ...bounded(withinMs) };
        const { data } = await octokit.rest.repos.compareCommitsWithBasehead(asked);
        return fromComparisonJson(data);
      }),
  };
}

const STATUSES = ['ahead', 'behind', 'diverged', 'identical'] as const;

/** What cannot be read of it is left out. */
export function fromComparisonJson(json: unknown): CommitComparison {
  const { status, total_commits, ahead_by, behind_by, html_url } = fieldsOf(json);
  const [ahead, behind, url] = [countOf(total_commits) ?? countOf(ahead_by), countOf(behind_by), addressOf(html_url)];
  return {
    status: STATUSES.find((each) => each === status) ?? 'unknown',
    ...(ahead === undefined ? {} : { ahead }),
    ...(behind === undefined ? {} : { behind }),
    ...(url && { url }),
  };
}

/** An address is kept for weeks: what is no address, or beyond measure, is none. */
function addressOf(value: unknown): string | undefined {
  return /^https?:\/\/[^\s()]{1,1000}$/.exec(textOf(value) ?? '')?.[0];
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
