/** Comments of an issue, and telling the webhook of them. */
import * as model from '@valine/github-model';
import { now, takeId } from '../state/state.ts';
import { commentView } from '../views/comment-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

type Issue = model.Issue;
type Comment = model.Comment;

export function addComment(announce: Announcer, author: string, issue: Issue, body: string): Comment {
  const { state } = announce;
  const comment = model.addComment(state, issue, { id: takeId(state), author, body, at: now() });
  announce.comments('created', author, issue, { comment: commentView(announce.view, comment) });
  return comment;
}

export function editComment(announce: Announcer, actor: string, issue: Issue, comment: Comment, body: string): void {
  const changes = { body: { from: comment.body } };
  model.editComment(issue, comment, body, now());
  announce.comments('edited', actor, issue, { changes, comment: commentView(announce.view, comment) });
}

export function deleteComment(announce: Announcer, actor: string, issue: Issue, comment: Comment): void {
  model.removeComment(announce.state, issue, comment, now());
  announce.comments('deleted', actor, issue, { comment: commentView(announce.view, comment) });
}
