/** Discord in memory, behind the client's own port: it counts calls and fails when told to. */
import { type Discord, DiscordError } from '@valine/discord';
import { findDirect } from './directs.ts';
import { inProcessDiscord } from './in-process.ts';
import { answerInteraction, openInteraction } from './interactions.ts';
import { deleteMessage } from './messages.ts';
import { emptyModel, type Message, type WrittenBody } from './model.ts';
import { archiveThread, deleteThread, threadNames } from './threads.ts';

type Operation = keyof Discord;

/** `lands`: Discord does what it was asked, and the answer is this failure all the same. */
export type Fault = { status: number; code?: number; retryAfterSeconds?: number; lands?: boolean };

type FakeMessage = Omit<Message, 'body'> & WrittenBody;

export type FakeDiscord = Discord & {
  /** Of every call, failed ones included, in order. */
  calls: Operation[];
  /** Not deleted, oldest first. */
  messages(): FakeMessage[];
  /** Names by the id of the message they stand under. */
  readonly threads: Map<string, string>;
  /** An interaction that waits for its answer; its token dies 15 minutes from now. */
  defer(token: string, channelId: string, interactionId?: string): void;
  /** The token dies now, whenever its time would be. */
  expire(token: string): void;
  delete(messageId: string): void;
  archiveThread(id: string, how?: 'locked'): void;
  deleteThread(id: string): void;
  /** Somebody takes no direct messages any more, or does again. */
  closeDirects(personId: string, isClosed?: boolean): void;
  /** Whose direct messages stand in the channel. */
  directOf(channelId: string): string | undefined;
  /** The next call of the operation fails so; several faults are used up in turn. */
  fail(operation: Operation, fault: Fault): void;
  /** Runs before the next call of the operation takes effect. */
  before(operation: Operation, act: () => Promise<void> | void): void;
};

/** `channels`: their ids. */
export function createFakeDiscord(clock: { now(): number }, channels = ['c1']): FakeDiscord {
  const model = emptyModel(channels);
  const facts = () => ({ now: clock.now(), newId: () => `m${model.messages.length + model.directs.length + 1}` });
  const port = inProcessDiscord(model, facts);
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
    messages: () =>
      model.messages.filter(({ deleted }) => !deleted).map(({ body, ...about }) => ({ ...about, ...body })),
    get threads() {
      return threadNames(model);
    },
    defer(token, channelId, id = token) {
      answerInteraction(openInteraction(model.interactions, clock.now(), { id, token, channelId }), 'deferred', false);
    },
    expire(token) {
      for (const open of model.interactions) if (open.token === token) open.diesAt = clock.now();
    },
    delete(messageId) {
      for (const message of model.messages) if (message.id === messageId) deleteMessage(message, facts());
    },
    archiveThread: (id, how) => archiveThread(model, id, how),
    deleteThread: (id) => deleteThread(model, facts(), id),
    closeDirects(personId, isClosed = true) {
      model.closed = isClosed ? [...model.closed, personId] : model.closed.filter((each) => each !== personId);
    },
    directOf: (channelId) => findDirect(model, channelId)?.personId,
    fail: (operation, fault) => faults.push({ operation, fault }),
    before: (operation, act) => hooks.push({ operation, act }),
    editOriginal: (...sent) => serve('editOriginal', () => port.editOriginal(...sent)),
    deleteOriginal: (token) => serve('deleteOriginal', () => port.deleteOriginal(token)),
    followUpPrivately: (...sent) => serve('followUpPrivately', () => port.followUpPrivately(...sent)),
    createMessage: (...sent) => serve('createMessage', () => port.createMessage(...sent)),
    editMessage: (...sent) => serve('editMessage', () => port.editMessage(...sent)),
    recentMessages: (channel, limit) => serve('recentMessages', () => port.recentMessages(channel, limit)),
    createThread: (...sent) => serve('createThread', () => port.createThread(...sent)),
    openDirect: (personId) => serve('openDirect', () => port.openDirect(personId)),
    reopenThread: (threadId) => serve('reopenThread', () => port.reopenThread(threadId)),
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
