/** The record of a comment, and the effects of its answer. */
import type { CommentReaction, CommentVerb, IssueCommented } from '@valine/contracts';
import { type CommentRecord, commentId, expiryOf, type Plan, replyKey } from '@valine/records';
import { comment, type EffectIntent, react } from '../../effects/kinds/index.ts';

/** `number`: of the issue of the task. `now`: epoch milliseconds. */
export function newComment(
  event: IssueCommented,
  verb: CommentVerb | null,
  plan: Pick<Plan, 'id' | 'repository' | 'reply'>,
  number: number,
  now: number,
): CommentRecord {
  return {
    kind: 'comment',
    id: commentId(event.commentId),
    version: 1,
    commentId: event.commentId,
    on: event.number,
    by: event.sender,
    verb,
    planId: plan.id,
    number,
    repository: plan.repository,
    cardKey: replyKey(plan.reply),
    requestedAt: now,
    updatedAt: now,
    applied: [event.id],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
}

/** `text`: Markdown; without one the reaction says all. */
export type CommentAnswer = { reaction: CommentReaction; text?: string };

export function intentsOfAnswer(
  { commentId: id, on }: CommentRecord,
  { reaction, text }: CommentAnswer,
): EffectIntent[] {
  return [
    react.intend('reaction', { commentId: id, content: reaction }),
    ...(text === undefined ? [] : [comment.intend('answer', { number: on, body: text, isAnswer: true })]),
  ];
}
