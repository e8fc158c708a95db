/** The record of a comment, and the effects of its answer. */
import type { CommentReaction, CommentVerb, IssueCommented } from '@valine/contracts';
import { type CommentRecord, commentId, expiryOf, type Plan, replyKey } from '@valine/records';
import { comment, type EffectIntent, react } from '../../effects/kinds/index.ts';

/** Which task it is about: of this plan, with this number of its issue. */
type About = { plan: Pick<Plan, 'id' | 'repository' | 'reply'>; number: number };

/** `about`: absent where it is about no task. `now`: epoch milliseconds. */
export function newComment(event: IssueCommented, verb: CommentVerb | null, now: number, about?: About): CommentRecord {
  return {
    kind: 'comment',
    id: commentId(event.commentId),
    version: 1,
    commentId: event.commentId,
    on: event.number,
    by: event.sender,
    verb,
    repository: about?.plan.repository ?? event.repository,
    ...(about && { planId: about.plan.id, number: about.number, cardKey: replyKey(about.plan.reply) }),
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
