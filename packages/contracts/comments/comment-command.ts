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

/** `name`: on Discord, of who is to be linked. */
export type LinkCommand = { verb: 'link'; name: string; code: string } | { verb: 'unlink' };

/** Of a comment that speaks of whose account it is: `/valine link <name on Discord> <code>`, or `/valine unlink`. */
export function linkCommand(body: string): LinkCommand | undefined {
  const [first = ''] = body.split('\n', 1);
  const [verb, name, code, ...more] =
    /^\/valine\s+((?:un)?link(?:\s.*)?)$/i.exec(first.trimEnd())?.[1]?.split(/\s+/) ?? [];
  if (verb?.toLowerCase() === 'unlink' && name === undefined) return { verb: 'unlink' };
  if (verb?.toLowerCase() !== 'link' || name === undefined || code === undefined || more.length > 0) return undefined;
  return { verb: 'link', name: name.replace(/^@/, '').toLowerCase(), code: code.toLowerCase() };
}
