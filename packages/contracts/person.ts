/** Who did something in Discord, or on GitHub. */
import * as z from 'zod/mini';

export const Person = z.object({
  /** Discord user id (a snowflake). */
  id: z.string(),
  name: z.string(),
  /** Which nobody else has; absent where Discord tells none. */
  username: z.optional(z.string()),
  /** Discord role ids the person has in the guild. */
  roles: z._default(z.array(z.string()), []),
});
export type Person = z.infer<typeof Person>;

/** Schedules ask for things too, and nobody can mention one. */
export function isOnDiscord({ id }: Pick<Person, 'id'>): boolean {
  return /^\d+$/.test(id);
}
