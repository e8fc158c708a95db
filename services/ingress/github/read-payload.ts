/** Reads of a payload what an event of ours needs, or names the first field that it lacks. */
import * as z from 'zod/mini';

/** Path of a field that is missing or not what GitHub sends, e.g. `issue.number`. */
export type Lacking = { lacks: string };

export function readPayload<S extends z.ZodMiniType>(schema: S, payload: unknown): { sent: z.output<S> } | Lacking {
  const read = z.safeParse(schema, payload);
  if (read.success) return { sent: read.data };
  return { lacks: read.error.issues[0]?.path.join('.') || 'payload' };
}
