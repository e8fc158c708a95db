/** What people ask of a task in a comment on GitHub: the one place that reads it. Pure. */
import * as z from 'zod/mini';

export const CommentVerb = z.enum(['status', 'retry', 'skip', 'start']);
export type CommentVerb = z.infer<typeof CommentVerb>;

/**
 * Of a comment whose first line is `/valine <verb>`; undefined for any other. Null where it is none of the four, or more
 * stands behind it: `/valine skip #9` under another issue must not skip that one.
 */
export function commentCommand(body: string): { verb: CommentVerb | null } | undefined {
  const [first = ''] = body.split('\n', 1);
  const [said, rest = ''] = /^\/valine(\s.*)?$/i.exec(first.trimEnd()) ?? [];
  if (said === undefined) return undefined;
  const word = rest.trim().toLowerCase();
  return { verb: CommentVerb.options.find((verb) => verb === word) ?? null };
}
