/** What a call that Discord refused, or did not confirm, means for the effect it was part of. */
import { DISCORD_CODES, DiscordError } from '@valine/discord';
import type { CallResult } from '@valine/effects';
import type { Step } from './decide-step.ts';
import { directRefusedMessage, pictureRefusedMessage, refusedMessage } from './operator-messages.ts';

/** What is decided about the message itself. */
export type MessageStep = Extract<
  Step,
  {
    do:
      | 'edit-original'
      | 'delete-original'
      | 'follow-up-privately'
      | 'edit-message'
      | 'create-message'
      | 'open-thread'
      | 'reopen-thread';
  }
>;

export type WritingStep = MessageStep | { do: 'open-direct'; personId: string };

/** For a limit that names no time, as that on edits of old messages. */
const DEFAULT_WAIT_SECONDS = 60;
/** When no connection came about, so that nothing was asked of Discord. */
const OUTAGE_WAIT_MS = 30_000;
/** Discord counts with how many people we begin to talk, and says with 403 and no time that it is enough for now. */
const TOO_FAST_WAIT_MS = 5 * 60_000;
/** Refusals that another way may get around: 401, 403 and 404 are never tried again as they were. */
const CLOSED = [401, 403, 404];

/** Of a thread: it is deleted, or locked. */
const SHUT: readonly number[] = [DISCORD_CODES.unknownChannel, DISCORD_CODES.threadLocked];

/** Of a person: they take no direct messages of ours, have left the servers that we are in, or are no more. */
const CLOSED_TO_US: readonly number[] = [
  DISCORD_CODES.cannotWriteToUser,
  DISCORD_CODES.unknownUser,
  DISCORD_CODES.invalidRecipient,
];

/** `pictured`: the call carried a picture or a file. @throws what is not a DiscordError: a bug. */
export function judgeFailure(step: WritingStep, error: unknown, pictured = false): CallResult<Outcome> {
  if (!(error instanceof DiscordError)) throw error;
  const { status, code, message: reason } = error;
  const isLimited = status === 429 || error.retryAfterSeconds !== undefined;
  if (isLimited || code === DISCORD_CODES.tooManyEditsOfOldMessage)
    return { kind: 'later', afterMs: waitMs(error), reason };
  if (code === DISCORD_CODES.directsTooFast) return { kind: 'later', afterMs: TOO_FAST_WAIT_MS, reason };
  // Where a repetition is harmless, a connection that never was is repeated as soon as anything else.
  if (error.mayHaveLanded || (status === 0 && step.do !== 'create-message')) return { kind: 'unknown', reason };
  if (status === 0) return { kind: 'later', afterMs: OUTAGE_WAIT_MS, reason };
  const isGone = step.do === 'delete-original' && code === DISCORD_CODES.unknownMessage;
  if (status === 404 && !isGone && 'earlyMs' in step && step.earlyMs !== undefined)
    return { kind: 'later', afterMs: step.earlyMs, reason: `the interaction may not be answered yet: ${reason}` };
  if (pictured && isOfPicture(error))
    return { kind: 'done', outcome: { kind: 'picture-refused', reason: pictureRefusedMessage(error) } };
  const outcome = judgeRefusal(step, error);
  return outcome === undefined ? { kind: 'parked', reason: refusedMessage(error) } : { kind: 'done', outcome };
}

function judgeRefusal(step: WritingStep, error: DiscordError): Outcome | undefined {
  const { code } = error;
  if (code === DISCORD_CODES.threadArchived && step.do !== 'open-thread' && step.do !== 'reopen-thread')
    return { kind: 'thread-archived' };
  if ('under' in step && SHUT.includes(code)) return { kind: 'place-shut', reason: refusedMessage(error) };
  if (isToPerson(step) && (error.status === 403 || CLOSED_TO_US.includes(code)))
    return { kind: 'direct-refused', reason: directRefusedMessage(error) };
  switch (step.do) {
    case 'open-direct':
      return { kind: 'direct-unopened', reason: refusedMessage(error) };
    case 'edit-original':
      return code === DISCORD_CODES.interactionAcknowledged ? { kind: 'shown' } : judgeToken(error);
    case 'delete-original':
      return code === DISCORD_CODES.unknownMessage ? { kind: 'withdrawn' } : judgeToken(error);
    case 'follow-up-privately':
      return judgeToken(error);
    case 'edit-message':
      return code === DISCORD_CODES.unknownMessage || code === DISCORD_CODES.notTheAuthor
        ? { kind: 'message-gone' }
        : undefined;
    case 'create-message':
      // The nonce's message was made by an earlier try and then deleted: Discord does not make it again.
      // https://github.com/discord/discord-api-docs/pull/6647
      return code === DISCORD_CODES.unknownMessage ? { kind: 'message-gone' } : undefined;
    case 'reopen-thread':
      return step.under === undefined ? undefined : { kind: 'place-shut', reason: refusedMessage(error) };
    case 'open-thread':
      return code === DISCORD_CODES.threadExists
        ? { kind: 'thread-opened', threadId: step.messageId }
        : { kind: 'thread-refused', reason: refusedMessage(error) };
  }
}

function isToPerson(step: WritingStep): boolean {
  return step.do === 'open-direct' || (step.do === 'create-message' && step.direct !== undefined);
}

function judgeToken({ status, code }: DiscordError): Outcome | undefined {
  return CLOSED.includes(status) ? { kind: 'reply-closed', gone: code === DISCORD_CODES.unknownMessage } : undefined;
}

/** It may be the message itself, which then shows when it comes without the picture. */
function isOfPicture({ status, code }: DiscordError): boolean {
  return status === 413 || code === DISCORD_CODES.missingPermissions;
}

function waitMs({ retryAfterSeconds = DEFAULT_WAIT_SECONDS }: DiscordError): number {
  return Math.ceil(retryAfterSeconds * 1000);
}

export type Outcome =
  /** Discord shows the message; the id is absent if its answer did not tell it. */
  | { kind: 'shown'; channelId?: string; messageId?: string }
  /** The public answer is gone. */
  | { kind: 'withdrawn' }
  /** Nothing more can be shown through the interaction's token; `gone`: somebody deleted the message besides. */
  | { kind: 'reply-closed'; gone: boolean }
  /** The message that was to be edited, or had been made, is not there (any more). */
  | { kind: 'message-gone' }
  /** Discord takes the message without its picture or file, if at all. */
  | { kind: 'picture-refused'; reason: string }
  /** Nothing can be written there before the thread is open again. */
  | { kind: 'thread-archived' }
  | { kind: 'thread-reopened' }
  /** The thread it belongs in is gone, or takes nothing any more. */
  | { kind: 'place-shut'; reason: string }
  | { kind: 'direct-opened'; channelId: string }
  /** Nothing is known of the person: Discord refuses us. */
  | { kind: 'direct-unopened'; reason: string }
  /** The person cannot be written to. */
  | { kind: 'direct-refused'; reason: string }
  | { kind: 'thread-opened'; threadId: string }
  | { kind: 'thread-refused'; reason: string };
