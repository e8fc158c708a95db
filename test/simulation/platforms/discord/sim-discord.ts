/** Discord as the notifier writes to it, with its bad days: outages, limits, dead tokens, effects that land late. */
import { DISCORD_CODES, type Discord, DiscordError, type MessageBody } from '@valine/discord';
import { type DiscordModel, emptyModel, type Interaction, inProcessDiscord, threadNames } from '@valine/discord-model';
import type { Engine } from '../../engine/engine.ts';
import type { Invocation } from '../../engine/invocations.ts';
import { CHANNEL_ID, PEOPLE } from '../../people/interaction-body.ts';
import {
  type DiscordCall,
  type DiscordWatch,
  edgeFaults,
  failure,
  faultsOf,
  stateFaults,
  type TokenOperation,
} from './discord-faults.ts';

export type SimDiscord = {
  /** The port, as one invocation has it. */
  portOf(invocation: Invocation): Discord;
  book: MessageBook;
};

/** What Discord knows, for people and invariants. */
export type MessageBook = Omit<DiscordModel, 'interactions' | 'threads'> & {
  interactions: OpenInteraction[];
  /** Names by the id of the message they stand under. */
  readonly threads: Map<string, string>;
};

type OpenInteraction = Interaction & { diedEarly?: boolean };

/** `closed`: who takes no direct messages, by their place among people. */
export function createSimDiscord(engine: Engine, watch: DiscordWatch, closed: readonly number[] = []): SimDiscord {
  const ids = closed.flatMap((place) => PEOPLE[place]?.id ?? []);
  const model = { ...emptyModel([CHANNEL_ID]), closed: ids };
  const newId = () => String(9000 + model.messages.length + model.directs.length);
  const port = inProcessDiscord(model, () => ({ now: engine.timeline.now(), newId }));
  const book: MessageBook = {
    ...model,
    get threads() {
      return threadNames(model);
    },
  };
  const call = <T>(
    by: Invocation,
    operation: keyof Discord,
    target: string,
    act: () => T,
    body?: MessageBody,
    channelId = '',
  ) => callDiscord(engine, watch, { operation, target, by, body, channelId }, act, model);
  const throughToken = <T>(
    by: Invocation,
    operation: TokenOperation,
    token: string,
    act: () => T,
    body?: MessageBody,
  ) => call(by, operation, token, () => (diesEarly(engine, book, token) ? refuseToken(operation) : act()), body);
  return {
    book,
    portOf: (by) => ({
      editOriginal: (token, body) =>
        throughToken(by, 'editOriginal', token, () => port.editOriginal(token, body), body),
      deleteOriginal: (token) => throughToken(by, 'deleteOriginal', token, () => port.deleteOriginal(token)),
      followUpPrivately: (token, body) =>
        throughToken(by, 'followUpPrivately', token, () => port.followUpPrivately(token, body), body),
      createMessage: (channelId, body, nonce) =>
        call(by, 'createMessage', nonce, () => port.createMessage(channelId, body, nonce), body, channelId),
      editMessage: (channelId, messageId, body) =>
        call(by, 'editMessage', messageId, () => port.editMessage(channelId, messageId, body), body, channelId),
      recentMessages: (channelId, limit) =>
        call(
          by,
          'recentMessages',
          channelId,
          () => port.recentMessages(channelId, limit, listedUntil(engine)),
          undefined,
          channelId,
        ),
      createThread: (channelId, messageId, name) =>
        call(by, 'createThread', messageId, () => port.createThread(channelId, messageId, name)),
      openDirect: (personId) => call(by, 'openDirect', personId, () => port.openDirect(personId)),
      reopenThread: (threadId) => call(by, 'reopenThread', threadId, () => port.reopenThread(threadId)),
      registerCommands: () => Promise.reject(new Error('no service registers commands')),
    }),
  };
}

function callDiscord<T>(
  engine: Engine,
  watch: DiscordWatch,
  call: DiscordCall,
  act: () => T,
  model: DiscordModel,
): Promise<T> {
  const { operation, target, by } = call;
  const watched = () => {
    try {
      return act();
    } catch (error) {
      if (error instanceof DiscordError) watch.refused(call, error);
      throw error;
    }
  };
  if (by.alive) watch.called(call);
  return engine.invocations.call(by, {
    operation: `discord.${operation}`,
    detail: () => target,
    act: watched,
    latencyMs: [40, 600],
    faults: {
      ...faultsOf(engine, watch, call),
      ...edgeFaults(watch, call),
      ...stateFaults(engine, watch, call, model),
    },
    frozen: () => failure(operation, { status: 0, mayHaveLanded: true }),
  });
}

/** "Some tokens answer 404 before 15 minutes" have passed, and go on doing so. */
function diesEarly({ faults, timeline }: Engine, { interactions }: MessageBook, token: string): boolean {
  const open = interactions.find((one) => one.token === token);
  if (open === undefined) return false;
  if (timeline.now() < open.diesAt && faults.happens('token-dies-early', 'discord.editOriginal')) {
    open.diesAt = timeline.now();
    open.diedEarly = true;
  }
  return open.diedEarly ?? false;
}

function refuseToken(operation: TokenOperation): never {
  throw failure(operation, { status: 404, code: DISCORD_CODES.unknownWebhook, mayHaveLanded: false });
}

function listedUntil({ faults, timeline, random }: Engine): number {
  return timeline.now() - (faults.happens('list-lag', 'discord.recentMessages') ? random.int(0, 10_000) : 0);
}
