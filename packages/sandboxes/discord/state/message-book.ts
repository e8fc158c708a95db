/** The model on disk: each change of a message is saved, then told to whoever listens. */
import type { ChangeKind, Facts, Message } from '@valine/discord-model';
import type { JsonFile } from '../../shared/json-file.ts';
import { createSnowflake } from '../forms/snowflake.ts';
import { messageView, type StoredMessage } from './message-view.ts';
import type { DiscordState } from './state.ts';

const KEPT_MESSAGES = 1000;

export type MessageChange = { kind: ChangeKind; stored: StoredMessage };
export type Listener = (change: MessageChange) => void;

export type MessageBook = {
  state: DiscordState;
  save(): void;
  /** Answers a function that ends the listening. */
  listen(listener: Listener): () => void;
  /** What a write to the model needs now. */
  facts(): Facts;
};

export function createMessageBook({ value: state, save }: JsonFile<DiscordState>): MessageBook {
  const listeners = new Set<Listener>();
  function changed(kind: ChangeKind, message: Message): void {
    state.messages = state.messages.slice(-KEPT_MESSAGES);
    if (kind === 'deleted') message.body.files = [];
    save();
    const stored = messageView(state, message);
    for (const listener of listeners) listener({ kind, stored });
  }
  return {
    state,
    save,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    facts: () => ({ now: Date.now(), newId: () => createSnowflake(Date.now()), changed }),
  };
}
