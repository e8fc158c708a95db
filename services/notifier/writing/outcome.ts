/** What one effect on Discord can come to; the record is moved by it alone. */
export type Outcome =
  /** Discord shows the message; the id is absent if its answer did not tell it. */
  | { kind: 'shown'; channelId?: string; messageId?: string }
  /** Nothing more can be shown through the interaction's token; `gone`: somebody deleted the message besides. */
  | { kind: 'reply-closed'; gone: boolean }
  /** The message that was to be edited, or had been made, is not there (any more). */
  | { kind: 'message-gone' }
  /** Discord takes the message without its picture, if at all. */
  | { kind: 'picture-refused'; reason: string }
  | { kind: 'thread-opened'; threadId: string }
  | { kind: 'thread-refused'; reason: string };
