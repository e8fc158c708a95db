/** Opening, editing, closing, deleting, moving and commenting on issues, and telling the webhook of it. */
import * as model from '@valine/github-model';
import { now, takeId } from '../state/state.ts';
import { commentView, issueView } from '../views/issue-view.ts';
import { repositoryView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

type Issue = model.Issue;

/** What identifies the next issue or pull request. */
export function newIssue({ state }: Announcer, author: string) {
  state.lastNumber += 1;
  return { id: takeId(state), number: state.lastNumber, author, at: now() };
}

export function openIssue(announce: Announcer, actor: string, title: string): Issue {
  const issue = model.openIssue(announce.state, { title, ...newIssue(announce, actor) });
  announce.issues('opened', actor, issue);
  return issue;
}

export function editTitle(announce: Announcer, actor: string, issue: Issue, title: string): void {
  const changes = model.editTitle(issue, title, now());
  if (changes !== undefined) announce.issues('edited', actor, issue, { changes });
}

export function closeIssue(
  announce: Announcer,
  actor: string,
  issue: Issue,
  reason: model.StateReason = 'completed',
): void {
  if (model.closeIssue(issue, actor, reason, now())) announce.issues('closed', actor, issue);
}

export function reopenIssue(announce: Announcer, actor: string, issue: Issue): void {
  if (model.reopenIssue(issue, now())) announce.issues('reopened', actor, issue);
}

export function deleteIssue(announce: Announcer, actor: string, issue: Issue): void {
  model.removeIssue(issue, 'deleted', now());
  announce.issues('deleted', actor, issue);
}

/** Moves the issue to another repository, of which this sandbox knows no more than the name. */
export function transferIssue(announce: Announcer, actor: string, issue: Issue, to: string): void {
  model.removeIssue(issue, { to }, now());
  const there = { ...announce.view, state: { ...announce.state, repository: to } };
  const changes = { new_issue: issueView(there, issue), new_repository: repositoryView(there) };
  announce.issues('transferred', actor, issue, { changes });
}

export function addComment(announce: Announcer, author: string, issue: Issue, body: string): model.Comment {
  const { state, view } = announce;
  const comment = model.addComment(state, issue, { id: takeId(state), author, body, at: now() });
  announce.comment('created', author, issue, { comment: commentView(view, issue, comment) });
  return comment;
}

export function editComment(announce: Announcer, actor: string, comment: model.Comment, body: string): void {
  const { state, view } = announce;
  const changes = model.editComment(comment, body, now());
  if (changes === undefined) return;
  const issue = model.getIssue(state, comment.issue);
  announce.comment('edited', actor, issue, { comment: commentView(view, issue, comment), changes });
}
