/** What blocks an issue, as GitHub tells of it: by its text alone, by a count, or by a count that it does not explain. */
import { type Blocker, GitHubError, type Issue } from '@valine/github';
import type { Blocked } from '../../people/blocked.ts';
import type { IssueBook } from './issue-book.ts';

export type SimBlockers = {
  /** As the issue is shown. */
  shown(issue: Issue): Issue;
  /** Whether anything is asked about it at all. */
  hasSome(issue: Pick<Issue, 'number' | 'openBlockers'>): boolean;
  /** @throws GitHubError 403 where GitHub does not show it */
  openOf(number: number): Blocker[];
};

export function createSimBlockers(book: IssueBook, { told, pairs }: Blocked): SimBlockers {
  const blockersOf = (of: number) => pairs.flatMap(({ number, by }) => (number === of ? [by] : []));
  const openOf = (number: number) => blockersOf(number).filter((by) => book.get(by)?.state === 'open');
  return {
    shown(issue) {
      if (pairs.length === 0) return issue;
      if (told !== 'named') return { ...issue, openBlockers: openOf(issue.number).length };
      return {
        ...issue,
        body: blockersOf(issue.number)
          .map((by) => `Blocked by #${by}.`)
          .join(' '),
      };
    },
    hasSome: ({ number, openBlockers }) => blockersOf(number).length > 0 && openBlockers !== 0,
    openOf(number) {
      if (told === 'hidden')
        throw new GitHubError({ operation: `read what blocks issue #${number}`, reason: 'forbidden', status: 403 });
      return openOf(number).map((by) => ({ number: by }));
    },
  };
}
