/** The messages, nonces, tokens and threads of the Discord in memory: its rules, without its faults. */
import { DiscordError } from '../discord-error.ts';
import { DISCORD_CODES } from '../error-codes.ts';
import type { MessageBody } from '../message-body.ts';
import type { SeenMessage, SentMessage } from '../rest/answers.ts';

export type FakeMessage = MessageBody & {
  id: string;
  channelId: string;
  nonce?: string;
  /** Epoch milliseconds. */
  timestamp: number;
  deleted: boolean;
};

const TOKEN_LIFE_MS = 15 * 60_000;
const NONCE_LIFE_MS = 5 * 60_000;

export function fakeMessages(clock: { now(): number }) {
  const all: FakeMessage[] = [];
  const tokens = new Map<string, { channelId: string; diesAt: number; messageId?: string }>();
  const threads = new Map<string, string>();
  const present = () => all.filter(({ deleted }) => !deleted);

  const add = (message: MessageBody & { channelId: string; nonce?: string }): FakeMessage => {
    const added = { ...message, id: `m${all.length + 1}`, timestamp: clock.now(), deleted: false };
    all.push(added);
    return added;
  };
  const edit = (messageId: string, body: MessageBody): SentMessage => {
    const message = present().find(({ id }) => id === messageId);
    if (message === undefined) return refuse(404, DISCORD_CODES.unknownMessage);
    return answerOf(rewrite(message, body));
  };

  return {
    present,
    threads,
    edit,
    defer(token: string, channelId: string): void {
      tokens.set(token, { channelId, diesAt: clock.now() + TOKEN_LIFE_MS });
    },
    expire(token: string): void {
      const open = tokens.get(token);
      if (open !== undefined) open.diesAt = clock.now();
    },
    delete(messageId: string): void {
      for (const message of all) if (message.id === messageId) message.deleted = true;
    },
    answer(token: string, body: MessageBody): SentMessage {
      const open = tokens.get(token);
      if (open === undefined || clock.now() >= open.diesAt) return refuse(401, DISCORD_CODES.invalidWebhookToken);
      if (open.messageId !== undefined) return edit(open.messageId, body);
      const made = add({ channelId: open.channelId, ...body });
      open.messageId = made.id;
      return answerOf(made);
    },
    create(channelId: string, body: MessageBody, nonce: string): SentMessage {
      const known = all.find((one) => one.nonce === nonce && clock.now() - one.timestamp < NONCE_LIFE_MS);
      if (known?.deleted) return refuse(404, DISCORD_CODES.unknownMessage);
      return answerOf(known ?? add({ channelId, ...body, nonce }));
    },
    recent: (channelId: string, limit: number): SeenMessage[] =>
      present()
        .filter((message) => message.channelId === channelId)
        .slice(-limit)
        .reverse()
        .map(listed),
    openThread(messageId: string, name: string): { id: string } {
      if (threads.has(messageId)) return refuse(400, DISCORD_CODES.threadExists);
      threads.set(messageId, name);
      return { id: messageId };
    },
  };
}

/** Buttons stay unless the edit speaks of them; a picture goes unless the edit brings one. */
function rewrite(message: FakeMessage, { chart, ...body }: MessageBody): FakeMessage {
  delete message.chart;
  return Object.assign(message, body, chart && { chart });
}

function refuse(status: number, code: number): never {
  throw new DiscordError({ operation: 'fake', status, code, detail: 'refused', mayHaveLanded: false });
}

function answerOf({ id, channelId }: FakeMessage): SentMessage {
  return { id, channel_id: channelId };
}

/** As Discord lists it: trimmed, and without the nonce. */
function listed({ id, content, embeds, timestamp }: FakeMessage): SeenMessage {
  return {
    id,
    content: content.trim(),
    embeds: embeds.map(({ title, description, footer }) => ({ type: 'rich', title, description, footer })),
    author: { id: 'bot', bot: true },
    timestamp: new Date(timestamp).toISOString(),
  };
}
