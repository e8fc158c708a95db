/** Shows notifications in Discord: each message created once, edited from then on, never twice and never backwards. */
import type { Notification } from '@valine/contracts';
import { type Discord, renderMessage } from '@valine/discord';
import type { Limits } from '@valine/effects';
import { type Clock, GiveUp, type Logger, RetryLater } from '@valine/lambda-kit';
import type { PostedMessage, RecordStore } from '@valine/runs';
import { decideStep, type Step } from './decide-step.ts';
import { findThread } from './find-thread.ts';
import type { WritingStep } from './judge-failure.ts';
import { newRecord } from './new-record.ts';
import { notShownMessage } from './operator-messages.ts';
import { parkMessage } from './park-message.ts';
import { type Showing, type Writing, writeMessage } from './write-message.ts';

export type NotifierOptions = {
  store: Pick<RecordStore, 'find' | 'create' | 'replace'>;
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
export const NOTIFIER_LIMITS: Limits = { leaseMs: 15_000, quarantineMs: 60_000, callMs: 9000, maxUnsure: 4 };

/** The longest way: closed reply, deleted message, thread to find, new message, its thread. */
const MAX_STEPS = 8;

type Work = Writing & Pick<NotifierOptions, 'store' | 'logger' | 'fallbackChannelId'>;
type Progress = { record: PostedMessage; threadChannelId: string | undefined };

export function createNotifier({ limits = NOTIFIER_LIMITS, ...ports }: NotifierOptions): Notifier {
  const work = { ...ports, limits };
  return {
    async handle(notification) {
      const showing = { notification, body: renderMessage(notification.message) };
      const { place, key } = notification;
      const isPrivate = place.in === 'reply' && place.reply.private;
      const record = (await work.store.find('message', key)) ?? newRecord(key, isPrivate);
      let progress: Progress | undefined = { record, threadChannelId: undefined };
      for (let steps = 0; steps < MAX_STEPS; steps += 1) {
        progress = await takeStep(work, progress, showing);
        if (progress === undefined) return;
      }
      throw new Error(`bug: message ${key} is not shown after ${MAX_STEPS} steps`);
    },
  };
}

/** Resolves to undefined when nothing is left to do. */
async function takeStep(work: Work, progress: Progress, showing: Showing): Promise<Progress | undefined> {
  const { record, threadChannelId } = progress;
  const { notification } = showing;
  const step = decideStep({ record, notification, threadChannelId, now: work.clock.now() });
  switch (step.do) {
    case 'nothing':
      if (step.parked) work.logger.warn('message is parked', { key: record.id, reason: step.because });
      else work.logger.debug('message needs nothing', { key: record.id, because: step.because });
      return undefined;
    case 'drop':
      await parkMessage(work, record, notification.revision, step.reason);
      work.logger.warn('message came too late', { key: record.id, reason: step.reason });
      return undefined;
    case 'find-thread':
      return { record, threadChannelId: await findPlace(work, step, record, showing) };
    default:
      return { record: await perform(work, step, record, showing), threadChannelId };
  }
}

/** Resolves to the record as it stands after the step. */
async function perform(work: Work, step: WritingStep, record: PostedMessage, showing: Showing): Promise<PostedMessage> {
  const { logger, clock } = work;
  const { notification } = showing;
  const about = { key: record.id, step: step.do, notification: notification.id };
  const { result, record: written } = await writeMessage(work, step, record, showing);
  switch (result.kind) {
    case 'waiting':
      throw new RetryLater(Math.max(1, Math.ceil((result.until - clock.now()) / 1000)), result.reason);
    case 'parked':
      throw new GiveUp(notShownMessage(record.id, result.reason));
    case 'done': {
      const { outcome } = result;
      if (outcome.kind === 'thread-refused') logger.warn('no thread', { ...about, reason: outcome.reason });
      else logger.info('message step', { ...about, ...outcome, revision: notification.revision });
      return written;
    }
  }
}

async function findPlace(
  work: Work,
  { under }: Extract<Step, { do: 'find-thread' }>,
  record: PostedMessage,
  showing: Showing,
): Promise<string> {
  const { notification } = showing;
  const parent = await work.store.find('message', under);
  const found = findThread(under, parent, work.fallbackChannelId);
  switch (found.is) {
    case 'channel':
      work.logger.info('place found', { key: record.id, under, channelId: found.channelId, because: found.because });
      return found.channelId;
    case 'none':
      await parkMessage(work, record, notification.revision, found.reason);
      throw new GiveUp(notShownMessage(record.id, found.reason));
    case 'unopened': {
      const { channelId, messageId } = found;
      const name = notification.message.card?.title ?? notification.message.content ?? under;
      const step = { do: 'open-thread', channelId, messageId, name } as const;
      const opened = await perform(work, step, found.parent, showing);
      return opened.threadId ?? channelId;
    }
  }
}
