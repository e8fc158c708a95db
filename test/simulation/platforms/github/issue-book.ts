/** The repository's issues: as they are, and as GitHub's lists showed them at any earlier moment. */
import type { Issue } from '@valine/github';
import { openIssuesWith } from '@valine/github-model';

export type IssueBook = {
  get(number: number): Issue | undefined;
  put(issue: Issue, at: number): void;
  remove(number: number, at: number): void;
  openWith(label: string, asOf: number): Issue[];
  /** Every state the issue ever had, with the time it began; undefined stands for gone. */
  history(number: number): readonly Version[];
};

export type Version = { at: number; issue: Issue | undefined };

export function createIssueBook(): IssueBook {
  const versions = new Map<number, Version[]>();
  const add = (number: number, version: Version) => versions.set(number, [...(versions.get(number) ?? []), version]);
  return {
    get: (number) => versions.get(number)?.at(-1)?.issue,
    put: (issue, at) => add(issue.number, { at, issue }),
    remove: (number, at) => add(number, { at, issue: undefined }),
    history: (number) => versions.get(number) ?? [],
    openWith: (label, asOf) =>
      openIssuesWith(
        [...versions.values()].flatMap((list) => list.findLast(({ at }) => at <= asOf)?.issue ?? []),
        label,
      ),
  };
}
