/** The fields we use of what Discord answers; everything else is let through unread. */
import * as z from 'zod/mini';

export const SentMessage = z.object({ id: z.string(), channel_id: z.optional(z.string()) });
export type SentMessage = z.infer<typeof SentMessage>;

/** An edit that Discord says it did is done, whatever else it says. */
export const EditedMessage = z.catch(z.partial(SentMessage), {});
export type EditedMessage = z.infer<typeof EditedMessage>;

const SeenEmbed = z.object({
  type: z._default(z.string(), 'rich'),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  footer: z.optional(z.object({ text: z.string() })),
});

export const SeenMessage = z.object({
  id: z.string(),
  content: z._default(z.string(), ''),
  /** `rich` are those that were sent; Discord adds others for the addresses a text holds. */
  embeds: z._default(z.array(SeenEmbed), []),
  author: z.object({ id: z.string(), bot: z._default(z.boolean(), false) }),
  /** Of an answer to an interaction: which one. */
  interaction_metadata: z.optional(z.object({ id: z.string() })),
  /** Given back at creation; Discord does not keep it for reading later. */
  nonce: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  /** ISO 8601. */
  timestamp: z.string(),
});
export type SeenMessage = z.infer<typeof SeenMessage>;

export const OpenedChannel = z.object({ id: z.string() });
export type OpenedChannel = z.infer<typeof OpenedChannel>;
