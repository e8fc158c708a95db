/** What brings the dispatcher back to a change of the site. */
import * as z from 'zod/mini';

/** Brought back until somebody has decided about it, or its time is over. */
export const SiteChangeExpire = z.object({
  type: z.literal('site-change.expire'),
  id: z.string(),
  changeId: z.string(),
  /** Seconds to wait before it is looked at for the first time. */
  afterSeconds: z.number(),
});
export type SiteChangeExpire = z.infer<typeof SiteChangeExpire>;
