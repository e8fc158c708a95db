/** A comment on GitHub by which somebody asked for something of a task: asked once, however often its delivery comes. */
import { CommentVerb } from '@valine/contracts';
import * as z from 'zod/mini';
import { areLegalEffects, ownerFields } from './effect-record.ts';

export const CommentRecord = z.object({
  kind: z.literal('comment'),
  /** `comment-` and GitHub's id. */
  id: z.string(),
  /** Rises by one with every change; the condition of every write. */
  version: z.number(),
  /** GitHub's id. */
  commentId: z.number(),
  /** Of the issue or pull request that it stands under. */
  on: z.number(),
  /** Login of who wrote it. */
  by: z.string(),
  /** Null where it was none of them. */
  verb: z.nullable(CommentVerb),
  /** What was said of an account. `isStranger`: it is about no `/link` there is, so that anybody may have said it. */
  link: z.optional(z.object({ verb: z.enum(['link', 'unlink']), isStranger: z.optional(z.boolean()) })),
  /** Of the task that it is about: its plan, and the number of its issue. Absent where it is about whose account it is. */
  planId: z.optional(z.string()),
  number: z.optional(z.number()),
  /** `owner/name`. */
  repository: z.string(),
  /** Key of the plan's card: its thread tells what could not be answered. */
  cardKey: z.optional(z.string()),
  /** Epoch milliseconds. */
  requestedAt: z.number(),
  updatedAt: z.number(),
  ...ownerFields,
});
export type CommentRecord = z.infer<typeof CommentRecord>;

/** One that is about a task. */
export type CommentOnTask = CommentRecord & { planId: string; number: number };

export function isOnTask(comment: CommentRecord): comment is CommentOnTask {
  return comment.planId !== undefined && comment.number !== undefined;
}

/** What was asked stays, and an answer is neither lost nor given anew. */
export function isLegalCommentChange(previous: CommentRecord, next: CommentRecord): boolean {
  return next.verb === previous.verb && next.by === previous.by && areLegalEffects(previous.effects, next.effects);
}
