/** `issue_comment` → `issue.commented`. */
import type { IssueCommented } from '@valine/contracts';
import * as z from 'zod/mini';
import type { Occurrence } from './occurrence.ts';
import { type Lacking, readPayload } from './read-payload.ts';

/** A command stands at the start of a comment; GitHub allows 65,536 characters. */
const BODY_LENGTH = 1_000;

const Payload = z.object({
  action: z.string(),
  issue: z.object({ number: z.number() }),
  comment: z.object({ id: z.number(), body: z.nullish(z.string()), author_association: z.nullish(z.string()) }),
});

/** Without an association nobody is taken to have one. */
export function translateIssueComment(payload: unknown, occurrence: Occurrence): IssueCommented | Lacking {
  const read = readPayload(Payload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  return {
    ...occurrence,
    type: 'issue.commented',
    action: sent.action,
    number: sent.issue.number,
    commentId: sent.comment.id,
    body: firstCharacters(sent.comment.body ?? '', BODY_LENGTH),
    authorAssociation: sent.comment.author_association ?? 'NONE',
  };
}

/** Cuts between characters, never inside a surrogate pair: half of one is no text that a queue takes. */
function firstCharacters(text: string, count: number): string {
  return Array.from(text.slice(0, count * 2))
    .slice(0, count)
    .join('');
}
