/** Which issues wait for which. `at` is now, in epoch milliseconds. */
import { getIssue } from './issues.ts';
import type { GitHubModel, Issue } from './model.ts';
import { notFound, Refusal } from './refusal.ts';

/** Those that it waits for, closed ones too. */
export function blockersOf(model: GitHubModel, { blockedBy = [] }: Issue): Issue[] {
  return model.issues.filter(({ number }) => blockedBy.includes(number));
}

/** Those that wait for it. */
export function blockedOn({ issues }: GitHubModel, { number }: Issue): Issue[] {
  return issues.filter(({ blockedBy = [] }) => blockedBy.includes(number));
}

/** The one of that database id. @throws Refusal 404 */
export function getIssueById(model: GitHubModel, id: number): Issue {
  const found = model.issues.find((each) => each.id === id);
  if (found === undefined) throw notFound();
  return getIssue(model, found.number);
}

/** @throws Refusal 422 where it waits for that one already, or that one for it */
export function block(issue: Issue, blocker: Issue, at: number): void {
  const { blockedBy = [] } = issue;
  if (issue === blocker || blockedBy.includes(blocker.number) || blocker.blockedBy?.includes(issue.number))
    throw new Refusal(422, 'Validation Failed');
  Object.assign(issue, { blockedBy: [...blockedBy, blocker.number], updatedAt: at });
}

/** @throws Refusal 404 where it does not wait for that one */
export function unblock(issue: Issue, blocker: Issue, at: number): void {
  const { blockedBy = [] } = issue;
  if (!blockedBy.includes(blocker.number)) throw notFound();
  Object.assign(issue, { blockedBy: blockedBy.filter((number) => number !== blocker.number), updatedAt: at });
}
