/** How something stands that is looked at again and again: two looks in a row turn it. */
import * as z from 'zod/mini';

export const Standing = z.object({
  /** What the team knows. */
  told: z.enum(['good', 'bad']),
  /** The last look that saw anything saw the contrary. */
  isTurning: z.boolean(),
});
export type Standing = z.infer<typeof Standing>;
