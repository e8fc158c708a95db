/** Takes one step on Discord, through the one mechanism that makes writing calls. */

import type { Notification } from '@valine/contracts';
import { type Discord, DiscordError, type EditedMessage, type MessageBody, threadName } from '@valine/discord';
import {
  attemptEffect,
  type CallResult,
  callClaimed,
  type Effect,
  type EffectResult,
  type Limits,
  type Lookup,
} from '@valine/effects';
import { CLOCK_SKEW_MS, type Clock, GiveUp, type Logger, RetryLater } from '@valine/lambda-kit';
import type { MessageClaim, PostedMessage, RecordStore } from '@valine/records';
import { operationOf } from './decide-step.ts';
import { fingerprintToSend, isFingerprintOf } from './fingerprint.ts';
import { judgeFailure, type Outcome, type WritingStep } from './judge-failure.ts';
import { createMessageJournal, type JournalStore, type MessageJournal } from './message-journal.ts';
import { notShownMessage } from './operator-messages.ts';

type Writing = { store: JournalStore; discord: Discord; clock: Clock; limits: Limits };

/** A notification, and how it looks to Discord. */
export type Showing = { notification: Notification; body: MessageBody };

export type Written = { result: EffectResult<Outcome>; record: PostedMessage };

/**
 * `record` is the one the step belongs to: with `open-thread` that of the message the thread stands under. `claimed`:
 * this worker has just claimed it for its edit.
 */
async function writeMessage(
  { store, discord, clock, limits }: Writing,
  step: WritingStep,
  record: PostedMessage,
  { notification, body }: Showing,
  claimed = false,
): Promise<Written> {
  const journal = createMessageJournal(store, clock, record, {
    notification,
    fingerprint: fingerprintToSend(body),
    quarantineMs: limits.quarantineMs,
    ...(step.do === 'create-message' ? { channelId: step.channelId } : {}),
  });
  const operation = operationOf(step.do, record);
  const effect: Effect<Outcome> = {
    operation,
    repeatable: step.do !== 'create-message',
    // An unconfirmed edit of a reply that has closed since may have shown the message.
    takesOver: step.do === 'create-message',
    lookup: () => lookup(discord, step, journal, notification),
    call: () => attempt(step, body, () => callDiscord(discord, step, body, operation)),
  };
  const isFirst = claimed && record.claim?.operation === operation;
  const result = await (isFirst ? callClaimed : attemptEffect)(effect, { journal, limits, clock });
  return { result, record: journal.record() };
}

async function lookup(discord: Discord, step: WritingStep, journal: MessageJournal, { place }: Notification) {
  if (step.do !== 'create-message') return { kind: 'absent' } as const;
  const interactionId = 'reply' in place ? place.reply.interactionId : undefined;
  return findEarlier(discord, journal.claimed(), step, interactionId);
}

async function callDiscord(discord: Discord, step: WritingStep, body: MessageBody, nonce: string): Promise<Outcome> {
  switch (step.do) {
    case 'edit-original':
      return shown(step, await discord.editOriginal(step.token, body));
    case 'delete-original':
      await discord.deleteOriginal(step.token);
      return { kind: 'withdrawn' };
    case 'follow-up-privately':
      await discord.followUpPrivately(step.token, body);
      // Nobody but the asker can be shown anything of it again: it has no place in the record.
      return { kind: 'shown' };
    case 'edit-message':
      return shown(step, await discord.editMessage(step.channelId, step.messageId, body));
    case 'create-message':
      return shown(step, await discord.createMessage(step.channelId, body, nonce));
    case 'open-direct':
      return { kind: 'direct-opened', channelId: (await discord.openDirect(step.personId)).id };
    case 'reopen-thread':
      await discord.reopenThread(step.channelId);
      return { kind: 'thread-reopened' };
    case 'open-thread': {
      const { id } = await discord.createThread(step.channelId, step.messageId, threadName(step.name));
      return { kind: 'thread-opened', threadId: id };
    }
  }
}

/** Discord tells where the message stands; where it does not, it stands where it was sent. */
function shown({ channelId }: { channelId: string }, { id, channel_id = channelId }: EditedMessage): Outcome {
  return { kind: 'shown', channelId: channel_id, ...(id === undefined ? {} : { messageId: id }) };
}

async function attempt(
  step: WritingStep,
  { chart, file }: MessageBody,
  call: () => Promise<Outcome>,
): Promise<CallResult<Outcome>> {
  try {
    return { kind: 'done', outcome: await call() };
  } catch (error) {
    return judgeFailure(step, error, (chart ?? file) !== undefined && !step.do.endsWith('thread'));
  }
}

const LIMIT = 100;
const RETRY_MS = 60_000;

type Seen = Awaited<ReturnType<Discord['recentMessages']>>[number];

async function findEarlier(
  discord: Discord,
  claim: MessageClaim,
  step: Extract<WritingStep, { do: 'create-message' }>,
  interactionId: string | undefined,
): Promise<Lookup<Outcome>> {
  const { channelId } = step;
  try {
    const messages = await discord.recentMessages(channelId, LIMIT);
    const found = messages.find((message) => isOurs(message, claim, interactionId));
    if (found === undefined) return { kind: 'absent' };
    return { kind: 'done', outcome: { kind: 'shown', channelId, messageId: found.id } };
  } catch (error) {
    const judged = judgeFailure(step, error);
    // What an earlier try has made may be there all the same.
    if (judged.kind === 'done' && judged.outcome.kind === 'direct-refused')
      return { kind: 'parked', reason: judged.outcome.reason };
    if (judged.kind !== 'unknown') return judged;
    const reason = error instanceof DiscordError ? error.message : 'the channel could not be read';
    return { kind: 'later', afterMs: RETRY_MS, reason };
  }
}

/** Two people who ask the same at the same time read the same text: whose answer it is, its interaction tells. */
function isOurs(message: Seen, claim: MessageClaim, interactionId: string | undefined): boolean {
  const { interaction_metadata: asked } = message;
  if (asked !== undefined && asked.id !== interactionId) return false;
  if (message.nonce !== undefined && message.nonce !== null) return message.nonce === claim.operation;
  const recent = Date.parse(message.timestamp) >= claim.since - CLOCK_SKEW_MS;
  return message.author.bot && recent && isFingerprintOf(claim.fingerprints, message);
}

export type Work = Writing & { store: Pick<RecordStore, 'find' | 'create' | 'replace' | 'claimEdit'>; logger: Logger };

/** `outcome` is absent if another worker had written the record before, which is read anew then. */
export type Performed = { record: PostedMessage; outcome?: Outcome };

/** The record, if it was taken for new and is not. */
export async function findEarlierRecord(
  { store }: Work,
  { version, id }: PostedMessage,
): Promise<PostedMessage | undefined> {
  return version === 0 ? store.find('message', id) : undefined;
}

/** `claimed`: the record has just been claimed for this step. Resolves to undefined when nothing is left to do. */
export async function performStep(
  work: Work,
  step: WritingStep,
  { record, claimed }: { record: PostedMessage; claimed?: true },
  showing: Showing,
): Promise<Performed | undefined> {
  const { logger, clock } = work;
  const { notification } = showing;
  const about = { key: record.id, step: step.do, notification: notification.id };
  const { result, record: written } = await writeMessage(work, step, record, showing, claimed);
  switch (result.kind) {
    case 'waiting': {
      const earlier = await findEarlierRecord(work, written);
      if (earlier !== undefined) return { record: earlier };
      throw new RetryLater(Math.max(1, Math.ceil((result.until - clock.now()) / 1000)), result.reason);
    }
    case 'parked':
      if (record.parked?.reason === result.reason) {
        logger.info('message is still not shown', { ...about, reason: result.reason });
        return undefined;
      }
      throw new GiveUp(notShownMessage(record.id, result.reason));
    case 'done': {
      const { outcome } = result;
      if (outcome.kind === 'thread-refused') logger.warn('no thread', { ...about, reason: outcome.reason });
      else if (outcome.kind === 'picture-refused') logger.warn('no picture', { ...about, reason: outcome.reason });
      else logger.info('message step', { ...about, ...outcome, revision: notification.revision });
      return { record: written, outcome };
    }
  }
}
