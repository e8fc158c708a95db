/** An issue as we use it, and its translation from GitHub's JSON: what is missing or odd there never reaches a record. */
import { type Fields, fieldsOf, textOf, timeOf, wholeNumber } from './json-fields.ts';

export type Issue = {
  number: number;
  title: string;
  /** For people to open. */
  url: string;
  state: 'open' | 'closed';
  /** `completed`, `not_planned`, `duplicate`, `reopened`; null while it never was closed. */
  stateReason: string | null;
  labels: string[];
  /** Logins. */
  assignees: string[];
  /** Epoch milliseconds; 0 where GitHub tells none: it counts as the oldest, so that no plan leaves it out. */
  createdAt: number;
  /** Epoch milliseconds, in whole seconds; 0 where GitHub tells none: no event is older than that. */
  updatedAt: number;
  /** GitHub lists pull requests among issues. */
  isPullRequest: boolean;
};

/** What the question already tells of an issue. `repository` is `owner/name`. */
export type IssueQuery = { repository: string; pages?: string; number?: number; label?: string };

const NO_TITLE = '(no title)';

/**
 * Undefined for what has no number.
 * @throws TypeError for an open issue of which neither the answer nor the question tells the labels: none is not unknown
 */
export function fromIssueJson(json: unknown, asked: IssueQuery): Issue | undefined {
  const fields = fieldsOf(json);
  const number = wholeNumber(fields.number) ?? asked.number;
  if (number === undefined) return undefined;
  const state = fields.state === 'closed' ? 'closed' : 'open';
  return {
    number,
    title: textOf(fields.title) ?? NO_TITLE,
    url: textOf(fields.html_url) ?? `${asked.pages ?? 'https://github.com'}/${asked.repository}/issues/${number}`,
    state,
    stateReason: textOf(fields.state_reason) ?? null,
    labels: labelsOf(fields.labels, state, asked),
    assignees: assigneesOf(fields),
    createdAt: timeOf(fields.created_at),
    updatedAt: timeOf(fields.updated_at),
    isPullRequest: (fields.pull_request ?? null) !== null,
  };
}

function labelsOf(labels: unknown, state: Issue['state'], { label }: IssueQuery): string[] {
  if (Array.isArray(labels)) return labels.flatMap((each) => textOf(each) ?? textOf(fieldsOf(each).name) ?? []);
  if (label === undefined && state === 'open') throw new TypeError('the answer does not tell the labels of the issue');
  return label === undefined ? [] : [label];
}

/** `assignee` is the older field; GitHub still gives both. */
function assigneesOf({ assignees, assignee }: Fields): string[] {
  const people: unknown[] = Array.isArray(assignees) ? assignees : [assignee];
  return people.flatMap((person) => textOf(fieldsOf(person).login) ?? []);
}
