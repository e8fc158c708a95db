/** Where the answer to an interaction goes: its own message while the token lives, the channel afterwards. */
import * as z from 'zod/mini';

/** How long Discord accepts an interaction's token, in milliseconds. */
export const REPLY_TOKEN_LIFE_MS = 15 * 60 * 1000;

export const Reply = z.object({
  interactionId: z.string(),
  applicationId: z.string(),
  token: z.string(),
  /** Epoch milliseconds after which the token is dead. */
  tokenExpiresAt: z.number(),
  channelId: z.string(),
  guildId: z.optional(z.string()),
  /** Only the person who asked sees the answer. */
  private: z.boolean(),
});
export type Reply = z.infer<typeof Reply>;
