/** Reads of a payload what an event of ours needs, or names the first field that it lacks. */
import { cutText, type GitHubCheckEvent, type GitHubEvent } from '@valine/contracts';
import * as z from 'zod/mini';

/** Path of a field that is missing or not what GitHub sends, e.g. `issue.number`. */
export type Lacking = { lacks: string };

export function readPayload<S extends z.ZodMiniType>(schema: S, payload: unknown): { sent: z.output<S> } | Lacking {
  const read = z.safeParse(schema, payload);
  if (read.success) return { sent: read.data };
  return { lacks: read.error.issues[0]?.path.join('.') || 'payload' };
}

/** An odd value counts as missing. Fields that are needed are looked for afterwards. */
export const orMissing = <S extends z.ZodMiniType>(schema: S) => z.catch(z.nullish(schema), null);

/** A correlation id stands near the beginning of a title; a commit message may be one line of megabytes. */
const MOST_CHARACTERS = 1000;

export function cutName(text: string): string {
  return cutText(text, MOST_CHARACTERS);
}

export type Translated = GitHubEvent | GitHubCheckEvent;

export type Occurrence = Pick<Translated, 'id' | 'repository' | 'sender' | 'receivedAt'>;
