/** The messages, interactions and threads of the simulated Discord: its rules, without its faults. */
import { DISCORD_CODES, DiscordError, type MessageBody, type SeenMessage, type SentMessage } from '@valine/discord';

export type ShownMessage = {
  id: string;
  channelId: string;
  body: MessageBody;
  /** Epoch milliseconds. */
  timestamp: number;
  deleted: boolean;
  deletedAt?: number;
  private: boolean;
  /** Of a message the bot made. */
  nonce?: string;
  /** Of the answer to an interaction. */
  interactionId?: string;
  /** How often it was written. */
  writes: number;
};

export type OpenInteraction = {
  id: string;
  token: string;
  channelId: string;
  /** Epoch milliseconds. */
  diesAt: number;
  /** What ingress said, once it did. */
  answer?: 'deferred' | 'told' | undefined;
  private: boolean;
  diedEarly?: boolean;
  message?: ShownMessage;
};

export type MessageBook = ReturnType<typeof createMessageBook>;

/** "For the past few minutes", says Discord of the nonce. */
const NONCE_LIFE_MS = 4 * 60_000;

export function createMessageBook(now: () => number) {
  const messages: ShownMessage[] = [];
  const interactions = new Map<string, OpenInteraction>();
  const threads = new Map<string, string>();
  const add = (
    message: Pick<ShownMessage, 'channelId' | 'body' | 'private' | 'nonce' | 'interactionId'>,
  ): ShownMessage => {
    const added = { ...message, id: String(9000 + messages.length), timestamp: now(), deleted: false, writes: 1 };
    messages.push(added);
    return added;
  };
  const rewrite = (message: ShownMessage | undefined, body: MessageBody): SentMessage => {
    if (message === undefined || message.deleted) return refuse(404, DISCORD_CODES.unknownMessage);
    const { chart: _, ...kept } = message.body;
    message.body = { ...kept, ...body };
    message.writes += 1;
    return answerOf(message);
  };
  return {
    messages,
    interactions,
    threads,
    answer(token: string, body: MessageBody): SentMessage {
      const open = interactions.get(token);
      if (open?.answer === undefined || open.diedEarly) return refuse(404, DISCORD_CODES.unknownWebhook);
      if (now() >= open.diesAt) return refuse(401, DISCORD_CODES.invalidWebhookToken);
      if (open.message !== undefined) return rewrite(open.message, body);
      open.message = add({ channelId: open.channelId, body, private: open.private, interactionId: open.id });
      return answerOf(open.message);
    },
    create(channelId: string, body: MessageBody, nonce: string): SentMessage {
      const known = messages.find((one) => one.nonce === nonce && now() - one.timestamp < NONCE_LIFE_MS);
      if (known?.deleted) return refuse(404, DISCORD_CODES.unknownMessage);
      return answerOf(known ?? add({ channelId, body, nonce, private: false }));
    },
    edit: (messageId: string, body: MessageBody): SentMessage =>
      rewrite(
        messages.find(({ id, private: hidden }) => id === messageId && !hidden),
        body,
      ),
    recent: (channelId: string, limit: number, asOf: number): SeenMessage[] =>
      messages
        .filter((one) => one.channelId === channelId && !one.deleted && !one.private && one.timestamp <= asOf)
        .slice(-limit)
        .reverse()
        .map(listed),
    openThread(messageId: string, name: string): { id: string } {
      if (!messages.some(({ id, deleted }) => id === messageId && !deleted))
        return refuse(404, DISCORD_CODES.unknownMessage);
      if (threads.has(messageId)) return refuse(400, DISCORD_CODES.threadExists);
      threads.set(messageId, name);
      return { id: messageId };
    },
  };
}

function refuse(status: number, code: number): never {
  throw new DiscordError({ operation: 'discord', status, code, detail: 'refused', mayHaveLanded: false });
}

function answerOf({ id, channelId }: ShownMessage): SentMessage {
  return { id, channel_id: channelId };
}

/** As Discord lists it: trimmed, and without the nonce. */
function listed({ id, body, timestamp, interactionId }: ShownMessage): SeenMessage {
  return {
    id,
    content: body.content.trim(),
    embeds: body.embeds.map(({ title, description, footer }) => ({ type: 'rich', title, description, footer })),
    author: { id: 'bot', bot: true },
    timestamp: new Date(timestamp).toISOString(),
    ...(interactionId !== undefined && { interaction_metadata: { id: interactionId } }),
  };
}
