/** What can go wrong with a call to Discord, besides what any call meets: outages, limits, what stands before it, threads. */
import { DISCORD_CODES, type Discord, DiscordError, type MessageBody } from '@valine/discord';
import { type DiscordModel, deleteThread, findThread, TOKEN_LIFE_MS } from '@valine/discord-model';
import type { Engine } from '../../engine/engine.ts';
import { type Invocation, type PortFaultEffect, TIMEOUT_MS } from '../../engine/invocations.ts';
import type { CallFault } from '../../faults.ts';

/** `target` names what is written: the interaction, the message, the nonce. */
export type DiscordCall = {
  operation: keyof Discord;
  target: string;
  by: Invocation;
  body: MessageBody | undefined;
  /** Where it is written, if that may be a thread. */
  channelId?: string;
};
/** Called before every call and with every refusal, for invariants. */
export type DiscordWatch = {
  called(call: DiscordCall): void;
  refused(call: DiscordCall, error: DiscordError): void;
};

/** The token is the credential: what is refused for the bot's own is not refused here. */
export type TokenOperation = 'editOriginal' | 'deleteOriginal' | 'followUpPrivately';

function isThroughToken(operation: keyof Discord): operation is TokenOperation {
  return operation === 'editOriginal' || operation === 'deleteOriginal' || operation === 'followUpPrivately';
}

type Faults = Partial<Record<CallFault, PortFaultEffect>>;

/** A token that was refused once stays dead: see `diesEarly`. */
export function faultsOf(engine: Engine, watch: DiscordWatch, call: DiscordCall): Faults {
  if (call.operation === 'recentMessages') return { ...readingFaults(engine, watch, call), ...refusals(watch, call) };
  const writing = writingFaults(engine, watch, call);
  return isThroughToken(call.operation) ? writing : { ...writing, ...refusals(watch, call) };
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

export function failure(operation: string, details: Details): DiscordError {
  return new DiscordError({ operation, code: 0, detail: 'simulated', ...details });
}

export function edgeFaults(watch: DiscordWatch, call: DiscordCall): Faults {
  const blocked = { status: 403, mayHaveLanded: false, retryAfterSeconds: 60 };
  return { 'edge-blocked': { acts: 'not', error: refusal(watch, call, blocked) } };
}

const YOUNG_MS = 30_000;

/** What comes of the state of an interaction or a thread. */
export function stateFaults({ timeline }: Engine, watch: DiscordWatch, call: DiscordCall, model: DiscordModel): Faults {
  const { operation, target, channelId = '' } = call;
  if (isThroughToken(operation)) {
    const asked = model.interactions.find(({ token }) => token === target);
    const isYoung = asked?.originalId === undefined && timeline.now() < (asked?.diesAt ?? 0) - TOKEN_LIFE_MS + YOUNG_MS;
    const unknown = { status: 404, code: DISCORD_CODES.unknownWebhook, mayHaveLanded: false };
    return isYoung ? { 'not-known-yet': { acts: 'not', error: refusal(watch, call, unknown) } } : {};
  }
  const thread = findThread(model, channelId);
  if (thread === undefined) return {};
  const shuts = (details: Details, change: () => void): PortFaultEffect => ({
    acts: 'not',
    error() {
      change();
      return refusal(watch, call, details)();
    },
  });
  const archived = { status: 400, code: DISCORD_CODES.threadArchived, mayHaveLanded: false };
  const gone = { status: 404, code: DISCORD_CODES.unknownChannel, mayHaveLanded: false };
  const facts = { now: timeline.now(), newId: () => '' };
  const deleted = shuts(gone, () => deleteThread(model, facts, thread.id));
  // A thread that is not found is gone, with all that a lost call may have left in it.
  if (operation === 'recentMessages') return { 'not-found': deleted };
  return {
    'not-found': deleted,
    'thread-archived': shuts(archived, () => Object.assign(thread, { archived: true })),
    'thread-locked': shuts(archived, () => Object.assign(thread, { archived: true, locked: true })),
    'thread-deleted': deleted,
  };
}
