/** Comments of an issue. */
import { type Comment, type Issue, takeId, timestamp } from '../state.ts';
import { commentView } from '../views/comment-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

export function addComment(announce: Announcer, actor: string, issue: Issue, body: string): Comment {
  const now = timestamp(Date.now());
  const id = takeId(announce.state);
  const comment: Comment = { id, issue: issue.number, author: actor, body, createdAt: now, updatedAt: now };
  announce.state.comments.push(comment);
  announce.touch(issue);
  announce.comments('created', actor, issue, { comment: commentView(announce.view, comment) });
  return comment;
}

export function editComment(announce: Announcer, actor: string, issue: Issue, comment: Comment, body: string): void {
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = timestamp(Date.now());
  announce.touch(issue);
  announce.comments('edited', actor, issue, { changes, comment: commentView(announce.view, comment) });
}

export function deleteComment(announce: Announcer, actor: string, issue: Issue, comment: Comment): void {
  announce.state.comments = announce.state.comments.filter((each) => each !== comment);
  announce.touch(issue);
  announce.comments('deleted', actor, issue, { comment: commentView(announce.view, comment) });
}
