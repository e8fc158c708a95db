/** Looks at a run's issues on GitHub with as few calls as it takes. */
import type { Issue } from '@valine/github';
import { mapBounded } from '@valine/lambda-kit';
import type { IssueReader } from '../ports.ts';

/** Well below GitHub's 100 requests at a time, of which other functions need some. */
const CONCURRENCY = 5;

/**
 * One list of the open issues with the label finds every issue that is in line; the rest are looked at one by one.
 * A single issue is looked at straight away. No call takes longer than there is time left. @throws GitHubError
 */
export async function seeIssues(
  github: IssueReader,
  label: string,
  numbers: readonly number[],
  millisecondsLeft: () => number | undefined,
): Promise<Map<number, Issue | undefined>> {
  const listed = numbers.length > 1 ? await github.listOpenIssues(label, millisecondsLeft()) : [];
  const inLine = new Map(listed.map((issue) => [issue.number, issue]));
  const others = numbers.filter((number) => !inLine.has(number));
  const found = await mapBounded(others, CONCURRENCY, (number) => github.findIssue(number, millisecondsLeft()));
  const looked = new Map(others.map((number, index) => [number, found[index]]));
  return new Map(numbers.map((number) => [number, inLine.get(number) ?? looked.get(number)]));
}
