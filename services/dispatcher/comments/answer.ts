/** Answers a comment: once. */
import type { CommentAnswered } from '@valine/contracts';
import { changeOwner } from '../effects/change-owner.ts';
import type { Ports } from '../ports.ts';
import { commentRules } from './record/comment-rules.ts';
import { intentsOfAnswer } from './record/new-comment.ts';

export async function handleCommentAnswered(ports: Ports, answer: CommentAnswered): Promise<void> {
  await changeOwner(ports, commentRules, {
    source: answer.id,
    ownerId: answer.commentId,
    decide: (comment) =>
      comment.effects.length > 0
        ? { verdict: 'answered before' }
        : { verdict: 'answered', next: comment, intents: intentsOfAnswer(comment, answer), isRemembered: true },
  });
}
