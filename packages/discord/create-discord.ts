/** Discord's REST API as far as we use it: one thin method an endpoint, one HTTP attempt a call. */

import type {
  RESTAPIAttachment,
  RESTPatchAPIChannelJSONBody,
  RESTPatchAPIChannelMessageJSONBody,
  RESTPatchAPIWebhookWithTokenMessageJSONBody,
  RESTPostAPIChannelMessageJSONBody,
  RESTPostAPIChannelMessagesThreadsJSONBody,
  RESTPostAPICurrentUserCreateDMChannelJSONBody,
  RESTPostAPIWebhookWithTokenJSONBody,
} from 'discord-api-types/v10';
import * as z from 'zod/mini';
import { CHART_FILE, EPHEMERAL, type MessageBody } from './message-body.ts';
import { EditedMessage, OpenedChannel, SeenMessage, SentMessage } from './rest/answers.ts';
import { type ApiRequest, createRateLimits, type RequestFile, sendRequest } from './rest/send-request.ts';

/** Every method throws DiscordError. */
export interface Discord {
  /** The answer to an interaction, for 15 minutes. Repeating it is harmless. */
  editOriginal(token: string, body: MessageBody): Promise<EditedMessage>;
  /** The answer goes, "thinking…" too. Once it is gone, repeating it fails with 10008. */
  deleteOriginal(token: string): Promise<void>;
  /** Another message, which only the person who asked sees; repeating it makes one more. Not before the answer is there or gone. */
  followUpPrivately(token: string, body: MessageBody): Promise<EditedMessage>;
  /** `nonce`: at most 25 characters; the same one within a few minutes gives back the message made first. */
  createMessage(channelId: string, body: MessageBody, nonce: string): Promise<SentMessage>;
  editMessage(channelId: string, messageId: string, body: MessageBody): Promise<EditedMessage>;
  /** The newest first; `limit` is 1 to 100. None at all if the bot may not read the channel's history. */
  recentMessages(channelId: string, limit: number): Promise<SeenMessage[]>;
  /** A public thread under a message; its id is the message's. `name`: 1 to 100 characters. */
  createThread(channelId: string, messageId: string, name: string): Promise<OpenedChannel>;
  /** Takes a thread out of the archive. Repeating it is harmless. */
  reopenThread(threadId: string): Promise<void>;
  /** The channel of direct messages with a person; the same each time. That one can be written in is another matter. */
  openDirect(personId: string): Promise<OpenedChannel>;
  /** Overwrites all commands, of the application or of one guild, by these definitions as Discord takes them. */
  registerCommands(applicationId: string, commands: readonly CommandBody[], guildId?: string): Promise<void>;
}

/** The definition of a slash command; Discord judges the rest of it. */
type CommandBody = { type: number; name: string; description: string };

type DiscordOptions = {
  /** Ends before `/channels`, e.g. `https://discord.com/api/v10`. */
  baseUrl: string;
  applicationId: string;
  botToken: string;
  fetch: typeof globalThis.fetch;
  clock: { now(): number };
  /** Bounds each call, its body included. */
  timeoutMs?: number;
};

const DEFAULT_TIMEOUT_MS = 8000;

export function createDiscord(options: DiscordOptions): Discord {
  const { baseUrl, applicationId, botToken, fetch, clock, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const transport = { baseUrl, botToken, fetch, timeoutMs, limits: createRateLimits(clock) };
  const send = <Body>(request: ApiRequest<Body>) => sendRequest(transport, request);

  return {
    async editOriginal(token, message) {
      const edit = await editParts(message);
      edit.body satisfies RESTPatchAPIWebhookWithTokenMessageJSONBody;
      const call = { operation: 'editOriginal', method: 'PATCH', path: paths.original(applicationId, token) } as const;
      return send({ ...call, ...edit, token, answer: EditedMessage });
    },
    async deleteOriginal(token) {
      const path = paths.original(applicationId, token);
      await send({ operation: 'deleteOriginal', method: 'DELETE', path, token, answer: z.unknown() });
    },
    async followUpPrivately(token, message) {
      const path = paths.followUps(applicationId, token);
      const { body, files } = await messageParts(message);
      const made = { ...body, flags: EPHEMERAL } satisfies RESTPostAPIWebhookWithTokenJSONBody;
      const call = { operation: 'followUpPrivately', method: 'POST', path } as const;
      return send({ ...call, body: made, files, token, answer: EditedMessage });
    },
    async createMessage(channelId, message, nonce) {
      const path = paths.messages(channelId);
      const { body, files } = await messageParts(message);
      const made = {
        ...body,
        ...referenceTo(message),
        nonce,
        enforce_nonce: true,
      } satisfies RESTPostAPIChannelMessageJSONBody;
      return send({ operation: 'createMessage', method: 'POST', path, body: made, files, answer: SentMessage });
    },
    async editMessage(channelId, messageId, message) {
      const path = paths.message(channelId, messageId);
      const { body, files } = await editParts(message);
      const edit = body satisfies RESTPatchAPIChannelMessageJSONBody;
      return send({ operation: 'editMessage', method: 'PATCH', path, body: edit, files, answer: EditedMessage });
    },
    recentMessages(channelId, limit) {
      const path = paths.messages(channelId);
      const answer = z.array(SeenMessage);
      return send({ operation: 'recentMessages', method: 'GET', path, query: `?limit=${limit}`, answer });
    },
    createThread(channelId, messageId, name) {
      const path = paths.threads(channelId, messageId);
      const body = { name } satisfies RESTPostAPIChannelMessagesThreadsJSONBody;
      return send({ operation: 'createThread', method: 'POST', path, body, answer: OpenedChannel });
    },
    async reopenThread(threadId) {
      const body = { archived: false } satisfies RESTPatchAPIChannelJSONBody;
      await send({
        operation: 'reopenThread',
        method: 'PATCH',
        path: paths.channel(threadId),
        body,
        answer: z.unknown(),
      });
    },
    openDirect(personId) {
      const body = { recipient_id: personId } satisfies RESTPostAPICurrentUserCreateDMChannelJSONBody;
      return send({ operation: 'openDirect', method: 'POST', path: paths.directs(), body, answer: OpenedChannel });
    },
    async registerCommands(application, commands, guildId) {
      const path = paths.commands(application, guildId);
      const answer = z.array(z.unknown());
      await send({ operation: 'registerCommands', method: 'PUT', path, body: commands, answer });
    },
  };
}

type DescribedFile = RequestFile & { description?: string };

type MessageParts = {
  body: Omit<MessageBody, 'chart' | 'file' | 'pings' | 'replyTo'> & {
    allowed_mentions: { parse: []; users?: string[]; roles?: string[]; replied_user?: false };
    attachments?: RESTAPIAttachment[];
  };
  files: RequestFile[];
};

/** `attachments` is there if there is a picture or a file. */
async function messageParts({ chart, file, pings, replyTo: _, ...message }: MessageBody): Promise<MessageParts> {
  // Nobody is pinged but by name: texts carry what people wrote elsewhere.
  const named = pings === undefined ? {} : { ...pings, replied_user: false as const };
  const body: MessageParts['body'] = { ...message, allowed_mentions: { parse: [], ...named } };
  const texts = file === undefined ? [] : [textFile(file)];
  const files = chart === undefined ? texts : [await pictureOf(chart), ...texts];
  if (files.length === 0) return { body, files };
  const attachments = files.map(({ name, description }, index) => ({
    id: index,
    filename: name,
    ...(description === undefined ? {} : { description }),
  }));
  return { body: { ...body, attachments }, files };
}

/** Few messages have a chart: drawing stays out of every cold start. */
async function pictureOf(chart: NonNullable<MessageBody['chart']>): Promise<DescribedFile> {
  const { chartPng } = await import('./chart/chart-png.ts');
  return { name: CHART_FILE, type: 'image/png', bytes: chartPng(chart), description: chart.description };
}

function textFile({ name, text }: NonNullable<MessageBody['file']>): DescribedFile {
  return { name, type: 'text/plain; charset=utf-8', bytes: new TextEncoder().encode(text) };
}

/** A message that is gone is answered as if it had never been. */
function referenceTo({ replyTo }: MessageBody) {
  return replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
}

/**
 * The same of an edit, after which the message has the attachments that are named and no others:
 * https://docs.discord.com/developers/resources/message#edit-message
 */
async function editParts(message: MessageBody): Promise<MessageParts> {
  const { body, files } = await messageParts(message);
  return { body: { attachments: [], ...body }, files };
}

const id = encodeURIComponent;

export const paths = {
  original: (applicationId: string, token: string) =>
    `/webhooks/${id(applicationId)}/${id(token)}/messages/@original` as const,
  followUps: (applicationId: string, token: string) => `/webhooks/${id(applicationId)}/${id(token)}` as const,
  channel: (channelId: string) => `/channels/${id(channelId)}` as const,
  messages: (channelId: string) => `/channels/${id(channelId)}/messages` as const,
  message: (channelId: string, messageId: string) => `/channels/${id(channelId)}/messages/${id(messageId)}` as const,
  threads: (channelId: string, messageId: string) =>
    `/channels/${id(channelId)}/messages/${id(messageId)}/threads` as const,
  directs: () => '/users/@me/channels' as const,
  commands: (applicationId: string, guildId?: string) =>
    `/applications/${id(applicationId)}${guildId === undefined ? '' : (`/guilds/${id(guildId)}` as const)}/commands` as const,
};
