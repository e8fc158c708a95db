/** What the GitHub sandbox knows: one repository, its issues, comments, labels, workflow runs, and the deliveries of its webhook. */
import type { ActionsState } from './actions/actions-state.ts';

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

export type Issue = {
  /** Database id. */
  id: number;
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: StateReason | null;
  labels: string[];
  /** Logins. */
  assignees: string[];
  author: string;
  closedBy: string | null;
  /** ISO 8601, whole seconds, as GitHub gives them. */
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  pullRequest?: { draft: boolean; headBranch: string };
  /** Set once it is gone: `deleted`, or the repository it went to. */
  gone?: 'deleted' | { to: string };
};

export type Comment = {
  id: number;
  issue: number;
  author: string;
  body: string;
  createdAt: string;
  updatedAt: string;
};

export type Label = { id: number; name: string; color: string; description: string | null };

export type Delivery = {
  id: number;
  /** `X-GitHub-Delivery`: the same for every redelivery. */
  guid: string;
  event: string;
  action: string | null;
  deliveredAt: string;
  redelivery: boolean;
  /** `pending` until the receiver answered. */
  status: string;
  statusCode: number;
  /** Seconds. */
  duration: number;
  payload: string;
  requestHeaders: Record<string, string>;
  responseBody: string;
};

export type GitHubState = {
  repository: string;
  repositoryId: number;
  hookId: number;
  token: string;
  lastId: number;
  lastNumber: number;
  createdAt: string;
  labels: Label[];
  issues: Issue[];
  comments: Comment[];
  deliveries: Delivery[];
  actions: ActionsState;
};

/** A moment as GitHub writes it: UTC, whole seconds. */
export function timestamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function takeId(state: GitHubState): number {
  state.lastId += 1;
  return state.lastId;
}

export function ownerOf(state: GitHubState): string {
  return state.repository.split('/')[0] ?? state.repository;
}
