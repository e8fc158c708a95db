/** What a message brings along so that the dispatcher knows who has put it on its queue. */
import * as z from 'zod/mini';

export const signed = {
  /** By ingress or the dispatcher, of the whole message, base64url; see `@valine/admission`. Without it the dispatcher does nothing. */
  signature: z.optional(z.string()),
};
