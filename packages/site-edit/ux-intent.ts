/** The changes that are asked of a section. The grammar of commands reads them, or a language model. */
import { UX_PROPERTIES } from '@valine/commands';
import * as z from 'zod/mini';

export { UX_PROPERTIES };
export type UxProperty = (typeof UX_PROPERTIES)[number];

export const UxIntent = z.object({
  section: z.string(),
  changes: z
    .array(z.object({ property: z.enum(UX_PROPERTIES), value: z.string() }))
    .check(z.minLength(1), z.maxLength(UX_PROPERTIES.length)),
});
export type UxIntent = z.infer<typeof UxIntent>;
export type UxChange = UxIntent['changes'][number];
