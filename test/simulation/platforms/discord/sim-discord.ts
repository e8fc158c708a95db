/** Discord as the notifier writes to it, with its bad days: outages, limits, dead tokens, effects that land late. */
import { DISCORD_CODES, type Discord, DiscordError, type MessageBody } from '@valine/discord';
import { type DiscordModel, emptyModel, type Interaction, inProcessDiscord, threadNames } from '@valine/discord-model';
import type { Engine } from '../../engine/engine.ts';
import { type Invocation, type PortFaultEffect, TIMEOUT_MS } from '../../engine/invocations.ts';
import type { CallFault } from '../../faults.ts';
import { CHANNEL_ID } from '../../people/interaction-body.ts';

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

/** `target` names what is written: the interaction, the message, the nonce. */
export type DiscordCall = {
  operation: keyof Discord;
  target: string;
  by: Invocation;
  body: MessageBody | undefined;
};
/** Called before every call and with every refusal, for invariants. */
export type DiscordWatch = {
  called(call: DiscordCall): void;
  refused(call: DiscordCall, error: DiscordError): void;
};

export function createSimDiscord(engine: Engine, watch: DiscordWatch): SimDiscord {
  const model = emptyModel([CHANNEL_ID]);
  const newId = () => String(9000 + model.messages.length);
  const port = inProcessDiscord(model, () => ({ now: engine.timeline.now(), newId }));
  const book: MessageBook = {
    ...model,
    get threads() {
      return threadNames(model);
    },
  };
  const call = <T>(by: Invocation, operation: keyof Discord, target: string, act: () => T, body?: MessageBody) =>
    callDiscord(engine, watch, { operation, target, by, body }, act);
  return {
    book,
    portOf: (by) => ({
      editOriginal: (token, body) =>
        call(
          by,
          'editOriginal',
          token,
          () => (diesEarly(engine, book, token) ? refuseToken() : port.editOriginal(token, body)),
          body,
        ),
      createMessage: (channelId, body, nonce) =>
        call(by, 'createMessage', nonce, () => port.createMessage(channelId, body, nonce), body),
      editMessage: (channelId, messageId, body) =>
        call(by, 'editMessage', messageId, () => port.editMessage(channelId, messageId, body), body),
      recentMessages: (channelId, limit) =>
        call(by, 'recentMessages', channelId, () => port.recentMessages(channelId, limit, listedUntil(engine))),
      createThread: (channelId, messageId, name) =>
        call(by, 'createThread', messageId, () => port.createThread(channelId, messageId, name)),
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
    faults: faultsOf(engine, watch, call),
    frozen: () => failure(operation, { status: 0, mayHaveLanded: true }),
  });
}

type Faults = Partial<Record<CallFault, PortFaultEffect>>;

/** A token that was refused once stays dead: see `diesEarly`. */
function faultsOf(engine: Engine, watch: DiscordWatch, call: DiscordCall): Faults {
  if (call.operation === 'recentMessages') return { ...readingFaults(engine, watch, call), ...refusals(watch, call) };
  const writing = writingFaults(engine, watch, call);
  return call.operation === 'editOriginal' ? writing : { ...writing, ...refusals(watch, call) };
}

const refusal = (watch: DiscordWatch, call: DiscordCall, details: Details) => () => {
  const error = failure(call.operation, details);
  watch.refused(call, error);
  return error;
};

function readingFaults({ random }: Engine, watch: DiscordWatch, call: DiscordCall): Faults {
  const fails = (details: Details) => refusal(watch, call, details);
  return {
    refused: { acts: 'not', error: fails({ status: 500, mayHaveLanded: true }) },
    'no-answer': { acts: 'not', afterMs: TIMEOUT_MS, error: fails({ status: 0, mayHaveLanded: true }) },
    'rate-limited': {
      acts: 'not',
      error: () => fails({ status: 429, mayHaveLanded: false, retryAfterSeconds: random.int(1, 60) })(),
    },
  };
}

function refusals(watch: DiscordWatch, call: DiscordCall): Faults {
  const gone = { status: 404, code: DISCORD_CODES.unknownChannel, mayHaveLanded: false };
  return {
    'not-found': { acts: 'not', error: refusal(watch, call, gone) },
    unauthorized: { acts: 'not', error: refusal(watch, call, { status: 401, mayHaveLanded: false }) },
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
function diesEarly({ faults, timeline }: Engine, { interactions }: MessageBook, token: string): boolean {
  const open = interactions.find((one) => one.token === token);
  if (open === undefined) return false;
  if (timeline.now() < open.diesAt && faults.happens('token-dies-early', 'discord.editOriginal')) {
    open.diesAt = timeline.now();
    open.diedEarly = true;
  }
  return open.diedEarly ?? false;
}

function refuseToken(): never {
  throw failure('editOriginal', { status: 404, code: DISCORD_CODES.unknownWebhook, mayHaveLanded: false });
}

function listedUntil({ faults, timeline, random }: Engine): number {
  return timeline.now() - (faults.happens('list-lag', 'discord.recentMessages') ? random.int(0, 10_000) : 0);
}
