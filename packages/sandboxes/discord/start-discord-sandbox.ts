/** A Discord of one server and one channel on this machine: its HTTP API, signed interactions, and people. */
import { join } from 'node:path';
import {
  ANSWER_WITHIN_MS,
  archiveThread,
  deleteThread,
  emptyModel,
  findDirect,
  findThread,
  TOKEN_LIFE_MS,
} from '@valine/discord-model';
import { createFaults } from '../shared/faults.ts';
import { type JsonFile, openJsonFile } from '../shared/json-file.ts';
import { createRequestLog } from '../shared/request-log.ts';
import { serve } from '../shared/serve.ts';
import { API_PATH, createApp } from './app.ts';
import { createSnowflake } from './forms/snowflake.ts';
import { discordPeople, ping } from './people/discord-people.ts';
import type { Line } from './people/post-interaction.ts';
import { createRateLimits, type RateLimit } from './routes/rate-limit.ts';
import { createMessageBook } from './state/message-book.ts';
import { createDiscordState, type DiscordSetUp, type DiscordState, usualSetUp } from './state/state.ts';
import { memberNamed, rolesOf } from './state/users.ts';

export type DiscordSandboxOptions = {
  /** State is kept in `discord-sandbox.json` there; a restart goes on from it. */
  dataDir: string;
  /** Where interactions are sent. */
  interactionsUrl: string;
  /** 0 for any free port. */
  port: number;
  /** Ids and token it goes by; its own where absent. */
  identity?: Partial<Pick<DiscordState, 'applicationId' | 'botToken' | 'channelId' | 'operatorRoleId'>>;
  /** How long it waits for the first answer, in milliseconds (default: 3 s, as Discord does). */
  answerWithinMs?: number;
  /** How long an interaction's token lives, in milliseconds (default: 15 minutes, as on Discord). */
  tokenLifeMs?: number;
  /** Requests a route takes per window (default: 30 in 5 s). */
  rateLimit?: RateLimit;
};

export type DiscordSandbox = Awaited<ReturnType<typeof startDiscordSandbox>>;

const RATE_LIMIT: RateLimit = { requests: 30, windowMs: 5000 };

/** @throws when the port is taken, or the state cannot be read */
export async function startDiscordSandbox(options: DiscordSandboxOptions) {
  const file = openState(options);
  const state = file.value;
  const book = createMessageBook(file);
  const faults = createFaults();
  const requests = createRequestLog();
  const limits = createRateLimits(options.rateLimit ?? RATE_LIMIT);
  const line = lineOf(state, options);
  const answersPing = (url: string) => ping(book, { ...line, url });
  const served = await serve(createApp({ book, limits, faults, requests, answersPing }), options.port);
  return {
    /** Ends before `/channels`. */
    url: `${served.url}${API_PATH}`,
    publicKey: state.keys.publicKey,
    privateKey: state.keys.privateKey,
    applicationId: state.applicationId,
    botToken: state.botToken,
    guildId: state.guildId,
    channelId: state.channelId,
    operatorRoleId: state.operatorRoleId,
    ...discordPeople(book, line),
    /** Told of every message that is created, edited or deleted; answers a function that ends it. */
    onChange: book.listen,
    threadUnder: (messageId: string) => structuredClone(findThread(state, messageId)),
    ...members(file),
    /** The API requests since the start or `forgetRequests`, as `METHOD /path?query`. */
    requests: requests.list,
    forgetRequests: requests.forget,
    registered: () => structuredClone([...state.commands, ...state.guildCommands]),
    /** Somebody changes what is set up on Discord's pages. */
    setUp(change: (setUp: DiscordSetUp) => void): void {
      change(state.setUp);
      file.save();
    },
    /** Answers that were promised and are not there yet, while their tokens live. */
    waiting: () => state.messages.filter(({ loading, deleted }) => loading && !deleted).length,
    /** The next `count` requests are answered with `status`; with `after`, they take effect first. */
    failNext(
      count: number,
      status: number,
      body: unknown = { message: 'Service Unavailable', code: 0 },
      more: { headers?: Record<string, string>; after?: boolean } = {},
    ) {
      faults.failNext(count, { status, body, ...more });
    },
    archiveThread(id: string, how?: 'locked'): void {
      archiveThread(state, id, how);
      file.save();
    },
    deleteThread(id: string): void {
      deleteThread(state, book.facts(), id);
      file.save();
    },
    rateLimitNext: limits.limitNext,
    /** Every interaction's token dies now. */
    expireTokens(): void {
      for (const interaction of state.interactions) interaction.diesAt = Math.min(interaction.diesAt, Date.now());
      file.save();
    },
    close: served.close,
  };
}

/** Who is on the server. */
function members({ value: state, save }: JsonFile<DiscordState>) {
  return {
    /** Name of whom the channel's direct messages are with. */
    directWith(channelId: string): string | undefined {
      const direct = findDirect(state, channelId);
      return state.members.find(({ id }) => id === direct?.personId)?.name;
    },
    memberName: (id: string) => state.members.find((member) => member.id === id)?.name,
    memberId: (name: string) => state.members.find((member) => member.name === name)?.id,
    memberNames: () => state.members.map(({ name }) => name),
    memberRoles: (name: string) => rolesOf(state, memberNamed(state, name)),
    /** Somebody takes no direct messages from the server any more, or does again. */
    closeDirects(personId: string, isClosed = true): void {
      const others = state.closed.filter((id) => id !== personId);
      state.closed = isClosed ? [...others, personId] : others;
      save();
    },
  };
}

function openState(options: DiscordSandboxOptions): JsonFile<DiscordState> {
  const path = join(options.dataDir, 'discord-sandbox.json');
  const file = openJsonFile<DiscordState>(path, () => createDiscordState(Date.now()));
  const state = Object.assign(file.value, options.identity);
  const channels = [state.channelId];
  // What an older version wrote is another shape: its conversation is not carried over.
  Object.assign(state, state.channels === undefined ? emptyModel(channels) : { channels });
  state.directs ??= [];
  state.closed ??= [];
  state.guildCommands ??= [];
  state.setUp ??= usualSetUp(createSnowflake(Date.now()));
  state.setUp.interactionsUrl = options.interactionsUrl;
  return file;
}

/** It leads wherever the address does that is set up now. */
function lineOf({ setUp }: DiscordState, options: DiscordSandboxOptions): Line {
  const { answerWithinMs = ANSWER_WITHIN_MS, tokenLifeMs = TOKEN_LIFE_MS } = options;
  return {
    get url() {
      return setUp.interactionsUrl ?? '';
    },
    answerWithinMs,
    tokenLifeMs,
  };
}
