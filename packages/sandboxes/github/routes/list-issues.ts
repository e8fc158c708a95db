/** The issue list's filters and order. */

import { carries, type Issue } from '@valine/github-model';
import { invalid } from '../state/api-error.ts';

export type IssueQuery = Partial<
  Record<'state' | 'labels' | 'sort' | 'direction' | 'since' | 'assignee' | 'creator', string>
>;

/** Pull requests are among them, as on GitHub. @throws ApiError 422 for a value GitHub does not know */
export function listIssues(issues: readonly Issue[], query: IssueQuery): Issue[] {
  const state = oneOf('state', query.state, ['open', 'closed', 'all']);
  const sort = oneOf('sort', query.sort, ['created', 'updated', 'comments']);
  const direction = oneOf('direction', query.direction, ['desc', 'asc']);
  const labels = (query.labels ?? '').split(',').filter((name) => name !== '');
  const found = issues.filter(
    (issue) =>
      issue.gone === undefined &&
      (state === 'all' || issue.state === state) &&
      labels.every((name) => carries(issue, name.trim())) &&
      (query.since === undefined || issue.updatedAt >= Date.parse(query.since)) &&
      (query.creator === undefined || issue.author === query.creator) &&
      isAssigned(issue, query.assignee),
  );
  const key = sort === 'updated' ? 'updatedAt' : 'createdAt';
  const ascending = found.toSorted((a, b) => a[key] - b[key] || a.number - b.number);
  return direction === 'asc' ? ascending : ascending.reverse();
}

function isAssigned(issue: Issue, assignee: string | undefined): boolean {
  if (assignee === undefined || assignee === '') return true;
  if (assignee === '*') return issue.assignees.length > 0;
  if (assignee === 'none') return issue.assignees.length === 0;
  return issue.assignees.includes(assignee);
}

/** The first of `allowed` is the default. */
function oneOf<T extends string>(field: string, value: string | undefined, allowed: readonly [T, ...T[]]): T {
  if (value === undefined || value === '') return allowed[0];
  const known = allowed.find((each) => each === value);
  if (known === undefined) throw invalid({ resource: 'Issue', field, code: 'invalid' });
  return known;
}
