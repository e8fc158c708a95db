/** Discord in memory, behind the client's own port: it keeps Discord's rules, counts calls and fails when told to. */
import type { Discord } from '../create-discord.ts';
import { DiscordError } from '../discord-error.ts';
import { type FakeMessage, fakeMessages } from './fake-messages.ts';

export type Operation = keyof Discord;

/** `lands`: Discord does what it was asked, and the answer is this failure all the same. */
export type Fault = { status: number; code?: number; retryAfterSeconds?: number; lands?: boolean };

export type FakeDiscord = Discord & {
  /** Of every call, failed ones included, in order. */
  calls: Operation[];
  /** Not deleted, oldest first. */
  messages(): FakeMessage[];
  /** Names by the id of the message they stand under. */
  threads: Map<string, string>;
  /** An interaction that waits for its answer; its token dies 15 minutes from now. */
  defer(token: string, channelId: string): void;
  /** The token dies now, whenever its time would be. */
  expire(token: string): void;
  delete(messageId: string): void;
  /** The next call of the operation fails so; several faults are used up in turn. */
  fail(operation: Operation, fault: Fault): void;
  /** Runs before the next call of the operation takes effect. */
  before(operation: Operation, act: () => Promise<void> | void): void;
};

export function createFakeDiscord(clock: { now(): number }): FakeDiscord {
  const messages = fakeMessages(clock);
  const calls: Operation[] = [];
  const faults: { operation: Operation; fault: Fault }[] = [];
  const hooks: { operation: Operation; act: () => Promise<void> | void }[] = [];

  /** Does the call, or fails it as told: before or after it took effect. */
  const serve = async <T>(operation: Operation, act: () => T): Promise<T> => {
    calls.push(operation);
    await takeFirst(hooks, operation)?.act();
    const fault = takeFirst(faults, operation)?.fault;
    if (fault === undefined) return act();
    if (fault.lands) act();
    throw failureOf(operation, fault);
  };

  return {
    calls,
    messages: messages.present,
    threads: messages.threads,
    defer: messages.defer,
    expire: messages.expire,
    delete: messages.delete,
    fail: (operation, fault) => faults.push({ operation, fault }),
    before: (operation, act) => hooks.push({ operation, act }),
    editOriginal: (token, body) => serve('editOriginal', () => messages.answer(token, body)),
    createMessage: (channel, body, nonce) => serve('createMessage', () => messages.create(channel, body, nonce)),
    editMessage: (_, messageId, body) => serve('editMessage', () => messages.edit(messageId, body)),
    recentMessages: (channel, limit) => serve('recentMessages', () => messages.recent(channel, limit)),
    createThread: (_, messageId, name) => serve('createThread', () => messages.openThread(messageId, name)),
    registerCommands: () => serve('registerCommands', () => undefined),
  };
}

function takeFirst<Entry extends { operation: Operation }>(entries: Entry[], operation: Operation): Entry | undefined {
  const index = entries.findIndex((entry) => entry.operation === operation);
  return index < 0 ? undefined : entries.splice(index, 1)[0];
}

function failureOf(operation: Operation, { status, code = 0, retryAfterSeconds }: Fault): DiscordError {
  return new DiscordError({
    operation,
    status,
    code,
    detail: 'told to fail',
    mayHaveLanded: status === 0 || status >= 500,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
