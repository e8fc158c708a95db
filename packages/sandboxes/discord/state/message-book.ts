/** Messages as they are created, edited and deleted; each change is saved, then told to whoever listens. */
import type { APIMessage, APIUser, MessageFlags } from 'discord-api-types/v10';
import type { JsonFile } from '../../shared/json-file.ts';
import { assertVisible, type MessageForm } from '../forms/message-form.ts';
import { createSnowflake } from '../forms/snowflake.ts';
import { placeFiles } from './place-files.ts';
import type { DiscordState, StoredMessage } from './state.ts';
import { botUser } from './users.ts';

export const EPHEMERAL = 64;
export const LOADING = 128;
const HAS_THREAD = 32;
const KEPT_MESSAGES = 1000;

export type MessageChange = { kind: 'created' | 'edited' | 'deleted'; stored: StoredMessage };
export type Listener = (change: MessageChange) => void;

export type MessageBook = {
  state: DiscordState;
  save(): void;
  /** Answers a function that ends the listening. */
  listen(listener: Listener): () => void;
  create(channelId: string, parts: Partial<APIMessage>, more?: Omit<StoredMessage, 'message'>): StoredMessage;
  edit(stored: StoredMessage, form: MessageForm): void;
  /** Notes that a thread hangs under it. */
  markThread(stored: StoredMessage): void;
  remove(stored: StoredMessage): void;
  find(id: string | undefined): StoredMessage | undefined;
};

export function createMessageBook(file: JsonFile<DiscordState>): MessageBook {
  const state = file.value;
  const listeners = new Set<Listener>();
  function changed(kind: MessageChange['kind'], stored: StoredMessage): void {
    file.save();
    for (const listener of listeners) listener({ kind, stored });
  }
  return {
    state,
    save: file.save,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    create(channelId, parts, more = {}) {
      const message = { ...blankMessage(channelId, botUser(state), Date.now()), ...parts };
      const stored: StoredMessage = { message, ...more };
      state.messages = [...state.messages, stored].slice(-KEPT_MESSAGES);
      changed('created', stored);
      return stored;
    },
    edit(stored, form) {
      applyForm(stored, form, Date.now());
      changed('edited', stored);
    },
    markThread(stored) {
      stored.message.flags = (stored.message.flags ?? 0) | HAS_THREAD;
      file.save();
    },
    remove(stored) {
      state.messages = state.messages.filter((each) => each !== stored);
      changed('deleted', stored);
    },
    find: (id) => state.messages.find((each) => each.message.id === id),
  };
}

function blankMessage(channelId: string, author: APIUser, now: number): APIMessage {
  return {
    id: createSnowflake(now),
    channel_id: channelId,
    author,
    content: '',
    timestamp: new Date(now).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type: 0,
    flags: 0 as MessageFlags,
  };
}

function applyForm(stored: StoredMessage, form: MessageForm, now: number): void {
  const { message, files: before = [] } = stored;
  const { files, ...placed } = placeFiles(form, message.channel_id, { files: before, embeds: message.embeds });
  const next = {
    content: form.content ?? message.content,
    components: form.components ?? message.components ?? [],
    ...placed,
  };
  assertVisible(next);
  const flags = message.flags ?? 0;
  // The first edit of a "thinking" message is what it was waiting for, not a correction.
  if (!(flags & LOADING)) message.edited_timestamp = new Date(now).toISOString();
  Object.assign(message, next, { flags: flags & ~LOADING });
  stored.files = files;
}
