/** Shows notifications in Discord: each message created once, edited from then on, never twice and never backwards. */
import { FIRST_ANSWER_REVISION, type Notification } from '@valine/contracts';
import { type Discord, renderMessage, withoutChart } from '@valine/discord';
import type { Limits } from '@valine/effects';
import { type Clock, GiveUp, type Logger, RetryLater } from '@valine/lambda-kit';
import type { PostedMessage, RecordStore } from '@valine/records';
import { decideEdit } from './decide-edit.ts';
import { decideStep, findThread } from './decide-step.ts';
import { fingerprintToSend } from './fingerprint.ts';
import type { WritingStep } from './judge-failure.ts';
import { newRecord, parkMessage } from './message-journal.ts';
import { notShownMessage } from './operator-messages.ts';
import { type Showing, type Writing, writeMessage } from './write-message.ts';

export type NotifierOptions = {
  store: Pick<RecordStore, 'find' | 'create' | 'replace' | 'claimEdit'>;
  discord: Discord;
  clock: Clock;
  logger: Logger;
  /** `DISCORD_CHANNEL_ID`: for messages whose place does not exist. */
  fallbackChannelId?: string;
  limits?: Limits;
};

export type Notifier = {
  /**
   * Shows the notification, or finds it shown. @throws RetryLater to be called again, GiveUp when an operator has to
   * decide, StoreUnavailable.
   */
  handle(notification: Notification): Promise<void>;
};

/** A claim outlasts the call (8 s) and its bookkeeping; Discord's nonce outlasts claim and quarantine together. */
export const NOTIFIER_LIMITS: Limits = { leaseMs: 15_000, quarantineMs: 60_000, callMs: 9000, maxUnconfirmed: 7 };

/** The longest way: closed reply, deleted message, thread to find, new message, its thread. */
const MAX_STEPS = 8;
const MAX_THREADS = 1000;

type Work = Writing &
  Pick<NotifierOptions, 'store' | 'logger' | 'fallbackChannelId'> & {
    /** Threads by the key of the message they stand under, which never get another: read once in a function's life. */
    threads: Map<string, string>;
  };
/** `claimed`: the record was claimed for its edit before anything was known of it. */
type Progress = { record: PostedMessage; threadChannelId: string | undefined; claimed?: true };

export function createNotifier({ limits = NOTIFIER_LIMITS, ...ports }: NotifierOptions): Notifier {
  const work: Work = { ...ports, limits, threads: new Map() };
  return {
    async handle(notification) {
      const showing = await placed(ports.store, { notification, body: renderMessage(notification.message) });
      const { key } = notification;
      let progress: Progress | undefined = { threadChannelId: undefined, ...(await begin(work, showing)) };
      for (let steps = 0; steps < MAX_STEPS; steps += 1) {
        progress = await takeStep(work, progress, showing);
        if (progress === undefined) return;
      }
      throw new Error(`bug: message ${key} is not shown after ${MAX_STEPS} steps`);
    },
  };
}

/** A reply stands where the message is that it answers: one read. A private one cannot be answered in public. */
async function placed(store: NotifierOptions['store'], { notification, body }: Showing): Promise<Showing> {
  const { place } = notification;
  if (place.in !== 'reply-to') return { notification, body };
  const answered = await store.find('message', place.to);
  const { messageId, channelId = place.channelId } = answered?.private ? {} : (answered ?? {});
  return {
    notification: { ...notification, place: { in: 'channel', channelId } },
    body: messageId === undefined ? body : { ...body, replyTo: messageId },
  };
}

/**
 * Nothing is read of a message that is probably new, or that can be claimed unread: what is not as supposed fails the
 * condition of the write, and is read then.
 */
async function begin(work: Work, { notification, body }: Showing): Promise<Pick<Progress, 'record' | 'claimed'>> {
  const fresh = newRecord(notification);
  if (notification.revision <= FIRST_ANSWER_REVISION) return { record: fresh };
  const edit = decideEdit(notification, body, work.clock.now(), work.limits);
  const claimed = edit && (await work.store.claimEdit(notification.key, edit));
  if (claimed !== undefined) return { record: claimed, claimed: true };
  return { record: (await work.store.find('message', notification.key)) ?? fresh };
}

/** The record, if it was taken for new and is not. */
async function findEarlierRecord({ store }: Work, { version, id }: PostedMessage): Promise<PostedMessage | undefined> {
  return version === 0 ? store.find('message', id) : undefined;
}

/** Resolves to undefined when nothing is left to do. */
async function takeStep(work: Work, progress: Progress, wanted: Showing): Promise<Progress | undefined> {
  const { record, threadChannelId } = progress;
  const showing = record.pictureRefused === undefined ? wanted : { ...wanted, body: withoutChart(wanted.body) };
  const { notification } = showing;
  const now = work.clock.now();
  const { quarantineMs } = work.limits;
  const fingerprint = fingerprintToSend(showing.body);
  const step = decideStep({ record, notification, threadChannelId, fingerprint, quarantineMs, now });
  switch (step.do) {
    case 'nothing':
      if (step.parked) work.logger.warn('message is parked', { key: record.id, reason: step.because });
      else work.logger.debug('message needs nothing', { key: record.id, because: step.because });
      return undefined;
    case 'drop': {
      const earlier = await findEarlierRecord(work, record);
      if (earlier !== undefined) return { record: earlier, threadChannelId };
      await parkMessage(work, record, notification, step.reason);
      work.logger.warn('message came too late', { key: record.id, reason: step.reason });
      return undefined;
    }
    case 'wait':
      throw new RetryLater((step.until - now) / 1000, step.because);
    case 'find-thread':
      return { record, threadChannelId: await findPlace(work, step.under, record, showing) };
    default:
      return { record: await perform(work, step, progress, showing), threadChannelId };
  }
}

/** Resolves to the record as it stands after the step. */
async function perform(
  work: Work,
  step: WritingStep,
  { record, claimed }: Pick<Progress, 'record' | 'claimed'>,
  showing: Showing,
): Promise<PostedMessage> {
  const { logger, clock } = work;
  const { notification } = showing;
  const about = { key: record.id, step: step.do, notification: notification.id };
  const { result, record: written } = await writeMessage(work, step, record, showing, claimed);
  switch (result.kind) {
    case 'waiting': {
      const earlier = await findEarlierRecord(work, written);
      if (earlier !== undefined) return earlier;
      throw new RetryLater(Math.max(1, Math.ceil((result.until - clock.now()) / 1000)), result.reason);
    }
    case 'parked':
      throw new GiveUp(notShownMessage(record.id, result.reason));
    case 'done': {
      const { outcome } = result;
      if (outcome.kind === 'thread-refused') logger.warn('no thread', { ...about, reason: outcome.reason });
      else if (outcome.kind === 'picture-refused') logger.warn('no picture', { ...about, reason: outcome.reason });
      else logger.info('message step', { ...about, ...outcome, revision: notification.revision });
      return written;
    }
  }
}

async function findPlace(work: Work, under: string, record: PostedMessage, showing: Showing): Promise<string> {
  const { notification } = showing;
  const known = work.threads.get(under);
  if (known !== undefined) return known;
  const parent = await work.store.find('message', under);
  if (parent?.threadId !== undefined) remember(work.threads, under, parent.threadId);
  const found = findThread(under, parent, work.fallbackChannelId);
  switch (found.is) {
    case 'channel':
      work.logger.info('place found', { key: record.id, under, channelId: found.channelId, because: found.because });
      return found.channelId;
    case 'none':
      await parkMessage(work, record, notification, found.reason);
      throw new GiveUp(notShownMessage(record.id, found.reason));
    case 'unopened': {
      const { channelId, messageId } = found;
      const name = notification.message.card?.title ?? notification.message.content ?? under;
      const step = { do: 'open-thread', channelId, messageId, name } as const;
      const opened = await perform(work, step, { record: found.parent }, showing);
      if (opened.threadId !== undefined) remember(work.threads, under, opened.threadId);
      return opened.threadId ?? channelId;
    }
  }
}

function remember(threads: Map<string, string>, under: string, threadId: string): void {
  if (threads.size >= MAX_THREADS) threads.clear();
  threads.set(under, threadId);
}
