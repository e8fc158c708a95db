/** What Discord knows of one server, as plain data. */
import type {
  APIActionRowComponent,
  APIAttachment,
  APIComponentInMessageActionRow,
  APIEmbed,
  APIMessage,
} from 'discord-api-types/v10';

export type DiscordModel = {
  /** Ids of the channels; a thread is one more. */
  channels: string[];
  /** Deleted ones too, oldest first. */
  messages: Message[];
  threads: Thread[];
  interactions: Interaction[];
  /** Channels of direct messages, one a person. */
  directs: Direct[];
  /** Ids of people who take no direct messages from members of the server. */
  closed: string[];
};

export type Direct = { id: string; personId: string };

export type Message = {
  id: string;
  channelId: string;
  body: WrittenBody;
  /** Epoch milliseconds, as all times here. */
  timestamp: number;
  editedAt?: number;
  deleted: boolean;
  deletedAt?: number;
  /** Only the person who asked sees it; the bot reaches it through the interaction alone. */
  private: boolean;
  /** It says "thinking…" until the deferred answer comes. */
  loading?: boolean;
  /** Which was sent with `enforce_nonce`. */
  nonce?: string;
  /** The interaction it answers. */
  interactionId?: string;
  /** What a door shows besides; no rule reads it. */
  more?: Partial<APIMessage>;
};

export type WrittenBody = {
  content: string;
  /** As they were sent: a file is named `attachment://name`. */
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  files: StoredFile[];
  /** Id of the message it answers, which never changes. */
  replyTo?: string;
};

export type StoredFile = { attachment: APIAttachment; base64: string };

/** Its id is that of the message it hangs under. */
export type Thread = {
  id: string;
  parentId: string;
  name: string;
  createdAt: number;
  /** Nothing in it can be edited; a new message opens it again, unless it is locked. */
  archived?: boolean;
  locked?: boolean;
};

export type Interaction = {
  id: string;
  token: string;
  channelId: string;
  diesAt: number;
  /** The first answer; absent while Discord waits for it, and when it was none. */
  answer?: 'deferred' | 'told';
  /** Whether the answer is for one person. */
  private: boolean;
  /** Who sent it. */
  memberId?: string;
  /** Of a button: the message it stands on. */
  pressedOn?: string;
  /** The message that `@original` speaks of. */
  originalId?: string;
};

export type ChangeKind = 'created' | 'edited' | 'deleted';

/** What a write needs besides the model: the time, ids, and who hears of messages. */
export type Facts = {
  now: number;
  newId(): string;
  changed?(kind: ChangeKind, message: Message): void;
};

export function emptyModel(channels: string[]): DiscordModel {
  return { channels, messages: [], threads: [], interactions: [], directs: [], closed: [] };
}
