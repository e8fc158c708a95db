/** Discord as the notifier writes to it, with its bad days: outages, limits, dead tokens, effects that land late. */
import { DISCORD_CODES, type Discord, DiscordError } from '@valine/discord';
import type { Engine } from '../../engine/engine.ts';
import { type Invocation, type PortFaultEffect, TIMEOUT_MS } from '../../engine/invocations.ts';
import type { CallFault } from '../../faults.ts';
import { createMessageBook, type MessageBook } from './message-book.ts';

export type SimDiscord = {
  /** The port, as one invocation has it. */
  portOf(invocation: Invocation): Discord;
  book: MessageBook;
};

/** `target` names what is written: the interaction, the message, the nonce. */
export type DiscordCall = { operation: keyof Discord; target: string; by: Invocation };
/** Called before every call and with every refusal, for invariants. */
export type DiscordWatch = {
  called(call: DiscordCall): void;
  refused(call: DiscordCall, error: DiscordError): void;
};

export function createSimDiscord(engine: Engine, watch: DiscordWatch): SimDiscord {
  const book = createMessageBook(engine.timeline.now);
  const call = <T>(by: Invocation, operation: keyof Discord, target: string, act: () => T) =>
    callDiscord(engine, watch, { operation, target, by }, act);
  return {
    book,
    portOf: (by) => ({
      editOriginal: (token, body) =>
        call(by, 'editOriginal', token, () => {
          dieEarly(engine, book, token);
          return book.answer(token, body);
        }),
      createMessage: (channelId, body, nonce) =>
        call(by, 'createMessage', nonce, () => book.create(channelId, body, nonce)),
      editMessage: (_, messageId, body) => call(by, 'editMessage', messageId, () => book.edit(messageId, body)),
      recentMessages: (channelId, limit) =>
        call(by, 'recentMessages', channelId, () => book.recent(channelId, limit, listedUntil(engine))),
      createThread: (_, messageId, name) => call(by, 'createThread', messageId, () => book.openThread(messageId, name)),
      registerCommands: () => Promise.reject(new Error('no service registers commands')),
    }),
  };
}

function callDiscord<T>(engine: Engine, watch: DiscordWatch, call: DiscordCall, act: () => T): Promise<T> {
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
    faults: operation === 'recentMessages' ? readingFaults(engine, watch, call) : writingFaults(engine, watch, call),
    frozen: () => failure(operation, { status: 0, mayHaveLanded: true }),
  });
}

type Faults = Partial<Record<CallFault, PortFaultEffect>>;

function readingFaults({ random }: Engine, watch: DiscordWatch, call: DiscordCall): Faults {
  const { operation } = call;
  const refusal = (details: Details) => () => {
    const error = failure(operation, details);
    watch.refused(call, error);
    return error;
  };
  return {
    refused: { acts: 'not', error: refusal({ status: 500, mayHaveLanded: true }) },
    'no-answer': { acts: 'not', afterMs: TIMEOUT_MS, error: refusal({ status: 0, mayHaveLanded: true }) },
    'rate-limited': {
      acts: 'not',
      error: () => refusal({ status: 429, mayHaveLanded: false, retryAfterSeconds: random.int(1, 60) })(),
    },
    'not-found': {
      acts: 'not',
      error: refusal({ status: 404, code: DISCORD_CODES.unknownChannel, mayHaveLanded: false }),
    },
    unauthorized: { acts: 'not', error: refusal({ status: 401, mayHaveLanded: false }) },
  };
}

function writingFaults(engine: Engine, watch: DiscordWatch, call: DiscordCall): Faults {
  const lost = (status: number) => () => failure(call.operation, { status, mayHaveLanded: true });
  return {
    ...readingFaults(engine, watch, call),
    'refused-after': { acts: 'now', error: lost(500) },
    'lost-answer': { acts: 'now', afterMs: TIMEOUT_MS, error: lost(0) },
    late: { acts: 'late', afterMs: TIMEOUT_MS, error: lost(0) },
  };
}

type Details = { status: number; code?: number; mayHaveLanded: boolean; retryAfterSeconds?: number };

function failure(operation: string, details: Details): DiscordError {
  return new DiscordError({ operation, code: 0, detail: 'simulated', ...details });
}

/** "Some tokens answer 404 before 15 minutes" have passed, and go on doing so. */
function dieEarly({ faults, timeline }: Engine, { interactions }: MessageBook, token: string): void {
  const open = interactions.get(token);
  if (open === undefined || timeline.now() >= open.diesAt) return;
  if (faults.happens('token-dies-early', 'discord.editOriginal')) open.diesAt = timeline.now();
}

function listedUntil({ faults, timeline, random }: Engine): number {
  return timeline.now() - (faults.happens('list-lag', 'discord.recentMessages') ? random.int(0, 10_000) : 0);
}
