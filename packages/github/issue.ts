/** An issue as we use it, and its translation from GitHub's JSON. */
import type { RestEndpointMethodTypes } from '@octokit/rest';

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
  /** Epoch milliseconds. */
  createdAt: number;
  /** Epoch milliseconds, in whole seconds. */
  updatedAt: number;
  /** GitHub lists pull requests among issues. */
  isPullRequest: boolean;
};

export type IssueJson = RestEndpointMethodTypes['issues']['get']['response']['data'];

export function fromIssueJson(json: Omit<IssueJson, 'closed_by'>): Issue {
  return {
    number: json.number,
    title: json.title,
    url: json.html_url,
    state: json.state === 'closed' ? 'closed' : 'open',
    stateReason: json.state_reason ?? null,
    labels: json.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    assignees: (json.assignees ?? []).map(({ login }) => login),
    createdAt: Date.parse(json.created_at),
    updatedAt: Date.parse(json.updated_at),
    isPullRequest: json.pull_request !== undefined,
  };
}
