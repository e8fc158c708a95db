/** Issues and their comments: opening, editing, closing, removing. `at` is now, in epoch milliseconds. */
import type { Comment, GitHubModel, Issue, Reaction, StateReason } from './model.ts';
import { notFound, Refusal } from './refusal.ts';

export type NewIssue = Pick<Issue, 'id' | 'number' | 'title' | 'author'> & { body?: string | null; at: number };

export function openIssue(model: GitHubModel, { at, body = null, ...given }: NewIssue): Issue {
  const issue: Issue = {
    ...given,
    body,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    closedBy: null,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
  };
  model.issues.push(issue);
  return issue;
}

/** @throws Refusal 404 where there is none, 410 where it was deleted, 301 where it went to another repository */
export function getIssue({ issues }: GitHubModel, number: number): Issue {
  const issue = issues.find((each) => each.number === number);
  if (issue === undefined) throw notFound();
  if (issue.gone === 'deleted') throw new Refusal(410, 'This issue was deleted');
  if (issue.gone !== undefined) throw new Refusal(301, 'Moved Permanently');
  return issue;
}

/** Those that are there, are open and carry the label in any case; the oldest first. */
export function openIssuesWith<I extends Pick<Issue, 'state' | 'labels' | 'createdAt'>>(
  issues: Iterable<I>,
  label: string,
): I[] {
  return [...issues]
    .filter((issue) => issue.state === 'open' && carries(issue, label))
    .sort((a, b) => a.createdAt - b.createdAt);
}

/** Labels have no case on GitHub. */
export function carries({ labels }: Pick<Issue, 'labels'>, label: string): boolean {
  return labels.some((own) => own.toLowerCase() === label.toLowerCase());
}

/** What it was; undefined where nothing changed. */
export function editTitle(issue: Issue, title: string, at: number): { title: { from: string } } | undefined {
  const from = issue.title;
  if (title === from) return undefined;
  Object.assign(issue, { title, updatedAt: at });
  return { title: { from } };
}

/** False where it is closed already. */
export function closeIssue(issue: Issue, by: string, reason: StateReason, at: number): boolean {
  if (issue.state === 'closed') return false;
  Object.assign(issue, { state: 'closed', stateReason: reason, closedBy: by, closedAt: at, updatedAt: at });
  return true;
}

/** False where it is open already. */
export function reopenIssue(issue: Issue, at: number): boolean {
  if (issue.state === 'open') return false;
  Object.assign(issue, { state: 'open', stateReason: 'reopened', closedBy: null, closedAt: null, updatedAt: at });
  return true;
}

export function removeIssue(issue: Issue, gone: NonNullable<Issue['gone']>, at: number): void {
  Object.assign(issue, { gone, updatedAt: at });
}

type NewComment = Pick<Comment, 'id' | 'author' | 'body'> & { at: number };

/** @throws Refusal 403 for one that is locked: our identity is never counted among those who may write to the code */
export function assertCommentable({ locked }: Pick<Issue, 'locked'>): void {
  if (locked) throw new Refusal(403, 'Unable to create comment because issue is locked.');
}

export function addComment(model: GitHubModel, issue: Issue, { at, ...given }: NewComment): Comment {
  const comment: Comment = { ...given, issue: issue.number, createdAt: at, updatedAt: at };
  model.comments.push(comment);
  issue.updatedAt = at;
  return comment;
}

/** Created or changed since then. */
export function commentsSince({ comments }: GitHubModel, { number }: Issue, since: number): Comment[] {
  return comments.filter(({ issue, updatedAt }) => issue === number && updatedAt >= since);
}

/** @throws Refusal 404 */
export function getComment({ comments }: GitHubModel, id: number): Comment {
  const comment = comments.find((each) => each.id === id);
  if (comment === undefined) throw notFound();
  return comment;
}

/** What it was; undefined where nothing changed. */
export function editComment(comment: Comment, body: string, at: number): { body: { from: string } } | undefined {
  const from = comment.body;
  if (body === from) return undefined;
  Object.assign(comment, { body, updatedAt: at });
  return { body: { from } };
}

/** Each login that is not named is one of the team's. */
export function permissionOf({ collaborators = {} }: Pick<GitHubModel, 'collaborators'>, login: string) {
  return Object.hasOwn(collaborators, login) ? (collaborators[login] ?? 'none') : 'write';
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

/** The one that is there where the same person reacted so before. */
export function react({ reactions }: GitHubModel, given: Reaction): { reaction: Reaction; isNew: boolean } {
  const { comment, author, content } = given;
  const own = reactions.find((each) => each.comment === comment && each.author === author && each.content === content);
  if (own === undefined) reactions.push(given);
  return { reaction: own ?? given, isNew: own === undefined };
}
