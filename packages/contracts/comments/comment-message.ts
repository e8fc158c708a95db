/** What brings the dispatcher back to a comment on GitHub by which somebody asked for something. */
import * as z from 'zod/mini';
import { signed } from '../trust/signed.ts';

/** Who wrote it may ask for it: it is to be done. */
export const CommentAdmitted = z.object({
  type: z.literal('comment.admitted'),
  id: z.string(),
  /** Of its record. */
  commentId: z.string(),
});
export type CommentAdmitted = z.infer<typeof CommentAdmitted>;

/** As GitHub names them: 👍, 👎, 😕. */
export const CommentReaction = z.enum(['+1', '-1', 'confused']);
export type CommentReaction = z.infer<typeof CommentReaction>;

/** It was done, or was not: the change that has decided it promises this answer. */
export const CommentAnswered = z.object({
  ...signed,
  type: z.literal('comment.answered'),
  id: z.string(),
  /** Of its record. */
  commentId: z.string(),
  reaction: CommentReaction,
  /** Markdown. */
  text: z.string(),
});
export type CommentAnswered = z.infer<typeof CommentAnswered>;
