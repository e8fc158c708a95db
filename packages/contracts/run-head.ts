/** What a workflow run works on: the branch, and the commit at its head. */
import * as z from 'zod/mini';

/** Each field is absent where GitHub does not tell it. */
export const RunHead = z.object({
  /** Or a tag. */
  branch: z.optional(z.string()),
  sha: z.optional(z.string()),
  /** First line of the commit's message. */
  title: z.optional(z.string()),
  /** Name, as the commit has it. */
  author: z.optional(z.string()),
});
export type RunHead = z.infer<typeof RunHead>;
