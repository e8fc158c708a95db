/** Opening, editing, closing, deleting and moving issues. */
import { type Issue, type StateReason, takeId, timestamp } from '../state.ts';
import { issueView } from '../views/issue-view.ts';
import { repositoryView } from '../views/repository-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

export type IssueText = { title?: string; body?: string | null };

export function openIssue(announce: Announcer, actor: string, text: IssueText & { title: string }): Issue {
  const now = timestamp(Date.now());
  announce.state.lastNumber += 1;
  const issue: Issue = {
    id: takeId(announce.state),
    number: announce.state.lastNumber,
    title: text.title,
    body: text.body ?? null,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    author: actor,
    closedBy: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
  };
  announce.state.issues.push(issue);
  announce.touch(issue);
  announce.issues('opened', actor, issue);
  return issue;
}

export function editIssue(announce: Announcer, actor: string, issue: Issue, text: IssueText): void {
  const changes: Record<string, { from: string | null }> = {};
  if (text.title !== undefined && text.title !== issue.title) changes.title = { from: issue.title };
  if (text.body !== undefined && text.body !== issue.body) changes.body = { from: issue.body };
  if (Object.keys(changes).length === 0) return;
  issue.title = text.title ?? issue.title;
  if (text.body !== undefined) issue.body = text.body;
  announce.touch(issue);
  announce.issues('edited', actor, issue, { changes });
}

export function closeIssue(announce: Announcer, actor: string, issue: Issue, reason: StateReason = 'completed'): void {
  if (issue.state === 'closed') return;
  issue.state = 'closed';
  issue.stateReason = reason;
  issue.closedBy = actor;
  issue.closedAt = timestamp(Date.now());
  announce.touch(issue);
  announce.issues('closed', actor, issue);
}

export function reopenIssue(announce: Announcer, actor: string, issue: Issue): void {
  if (issue.state === 'open') return;
  issue.state = 'open';
  issue.stateReason = 'reopened';
  issue.closedBy = null;
  issue.closedAt = null;
  announce.touch(issue);
  announce.issues('reopened', actor, issue);
}

export function deleteIssue(announce: Announcer, actor: string, issue: Issue): void {
  issue.gone = 'deleted';
  announce.touch(issue);
  announce.issues('deleted', actor, issue);
}

/** Moves the issue to another repository, of which this sandbox knows no more than the name. */
export function transferIssue(announce: Announcer, actor: string, issue: Issue, to: string): void {
  issue.gone = { to };
  announce.touch(issue);
  const there = { ...announce.view, state: { ...announce.state, repository: to } };
  const changes = { new_issue: issueView(there, issue), new_repository: repositoryView(there) };
  announce.issues('transferred', actor, issue, { changes });
}
