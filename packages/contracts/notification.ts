/** One message as a person should see it now. */
import * as z from 'zod/mini';
import { Message } from './message.ts';
import { Reply } from './reply.ts';
import { SetUpCheck } from './verify-message.ts';

/** The answer to an interaction: `@original` while the token lives, then the bot's own message. */
const InReply = z.object({ in: z.literal('reply'), reply: Reply });
/** What the asker alone is to see of a question that is being answered in public: the public answer goes. */
const Aside = z.object({ in: z.literal('aside'), reply: Reply });
const InChannel = z.object({ in: z.literal('channel'), channelId: z.string() });

/** `channelId`: where the thread is, for what is said in reply outside of it. */
const InThread = z.object({ in: z.literal('thread'), under: z.string(), channelId: z.string() });

/** Where a message stands that others are said in reply to. */
export const OwnPlace = z.discriminatedUnion('in', [InReply, InChannel, InThread]);
export type OwnPlace = z.infer<typeof OwnPlace>;

/**
 * A message to one person alone. `instead`: what is said in the thread under another message (by its key) where Discord does not let us write
 * to them; absent, nothing is. `isOneOfMany`: after a refusal those of a day are not tried.
 */
const InDirect = z.object({
  in: z.literal('direct'),
  personId: z.string(),
  isOneOfMany: z.optional(z.boolean()),
  instead: z.optional(z.object({ under: z.string(), message: Message })),
});

/** Where a message stands. It is created there once and edited from then on. */
export const Place = z.discriminatedUnion('in', [
  InReply,
  Aside,
  InChannel,
  /** The thread under another message (by its key); that message is opened a thread first. */
  z.object({ in: z.literal('thread'), under: z.string() }),
  /** A reply to another message (by its key), in that one's channel; in `channelId` if that one was never shown. */
  z.object({ in: z.literal('reply-to'), to: z.string(), channelId: z.string() }),
  InDirect,
]);
export type Place = z.infer<typeof Place>;

/** Revisions up to this one show a message for the first time, later ones change it: the notifier reckons with it. */
export const FIRST_ANSWER_REVISION = 10;

export const Notification = z.object({
  type: z.literal('message.shown'),
  /** Operation id: the same for every replay. Also the FIFO deduplication id. */
  id: z.string(),
  /** FIFO group: messages of one conversation are shown in order. */
  conversation: z.string().check(z.regex(/^[!-~]{1,128}$/)),
  /** Which message: the first notification with a key creates it, later ones edit it. */
  key: z.string(),
  /** Rises with every change of the message; an older one than what is shown is dropped. */
  revision: z.number(),
  place: Place,
  message: Message,
  /** Opens a thread of this name under the message, once. */
  thread: z.optional(z.string()),
});
export type Notification = z.infer<typeof Notification>;

/** What the notify queue carries. */
export const NotifyMessage = z.discriminatedUnion('type', [Notification, SetUpCheck]);
export type NotifyMessage = z.infer<typeof NotifyMessage>;
