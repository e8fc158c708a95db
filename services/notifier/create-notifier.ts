/** Shows notifications in Discord: each message created once, edited from then on, never twice and never backwards. */
import { FIRST_ANSWER_REVISION, type Notification, type NotifyMessage } from '@valine/contracts';
import { type Discord, renderMessage, withoutFiles } from '@valine/discord';
import type { Limits } from '@valine/effects';
import { type Clock, type Logger, type Queues, RetryLater } from '@valine/lambda-kit';
import type { PostedMessage, RecordStore } from '@valine/records';
import { decideEdit, decideStep } from './decide-step.ts';
import { findDirect, noteRefused } from './find-direct.ts';
import { findPlace, leaveThread, type PlaceWork } from './find-place.ts';
import { fingerprintToSend } from './fingerprint.ts';
import type { MessageStep } from './judge-failure.ts';
import { newRecord, parkMessage } from './message-journal.ts';
import { notTakenMessage } from './operator-messages.ts';
import type { SetUpPorts } from './set-up/check-set-up.ts';
import { findEarlierRecord, type Performed, performStep, type Showing } from './write-message.ts';

export type NotifierOptions = {
  store: Pick<RecordStore, 'find' | 'create' | 'replace' | 'claimEdit'>;
  discord: Discord;
  /** For the answer to a look at the set-up alone. */
  queues: Queues;
  /** For one look. */
  setUp(): Promise<SetUpPorts>;
  clock: Clock;
  logger: Logger;
  /** `DISCORD_CHANNEL_ID`: for messages whose place does not exist. */
  fallbackChannelId?: string;
  limits?: Limits;
};

export type Notifier = {
  /**
   * Shows the notification, or finds it shown; or looks at how Discord is set up. @throws RetryLater to be called again,
   * GiveUp when an operator has to decide, StoreUnavailable; QueueUnavailable.
   */
  handle(message: NotifyMessage): Promise<void>;
};

/** For the worker: of the revisions of one message that come together, only the newest needs a call. */
export function versionOf(message: NotifyMessage): { key: string; revision: number } {
  if (message.type === 'set-up.check') return { key: message.slot, revision: 1 };
  const { key, revision } = message;
  return { key, revision };
}

/** A claim outlasts the call (8 s) and its bookkeeping; Discord's nonce outlasts claim and quarantine together. */
export const NOTIFIER_LIMITS: Limits = { leaseMs: 15_000, quarantineMs: 60_000, callMs: 9000, maxUnconfirmed: 7 };

/** The longest way: closed reply, deleted message, thread to find, new message, its thread. */
const MAX_STEPS = 8;
/** A thread that is archived again as soon as it was opened. */
const REOPENED_SECONDS = 60;

/**
 * `claimed`: the record was claimed for its edit before anything was known of it. `archivedId`: a thread that was found
 * archived; `isArchived`: it has not been opened since.
 */
type Progress = {
  record: PostedMessage;
  threadChannelId: string | undefined;
  threadId?: string | undefined;
  directChannelId?: string | undefined;
  claimed?: true;
  archivedId?: string | undefined;
  isArchived?: true;
};

export function createNotifier({ limits = NOTIFIER_LIMITS, ...ports }: NotifierOptions): Notifier {
  const work: PlaceWork = { ...ports, limits, threads: new Map() };
  return {
    async handle(notification) {
      if (notification.type === 'set-up.check') {
        const { checkSetUp } = await import('./set-up/check-set-up.ts');
        return checkSetUp(ports, await ports.setUp(), notification);
      }
      return show(work, notification);
    },
  };
}

async function show(work: PlaceWork, notification: Notification): Promise<void> {
  const showing = await placed(work.store, { notification, body: renderMessage(notification.message) });
  let progress: Progress | undefined = { threadChannelId: undefined, ...(await begin(work, showing)) };
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    progress = await takeStep(work, progress, showing);
    if (progress === undefined) return;
  }
  throw new Error(`bug: message ${notification.key} is not shown after ${MAX_STEPS} steps`);
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
async function begin(work: PlaceWork, { notification, body }: Showing): Promise<Pick<Progress, 'record' | 'claimed'>> {
  const fresh = newRecord(notification);
  if (notification.revision <= FIRST_ANSWER_REVISION) return { record: fresh };
  const edit = decideEdit(notification, body, work.clock.now(), work.limits);
  const claimed = edit && (await work.store.claimEdit(notification.key, edit));
  if (claimed !== undefined) return { record: claimed, claimed: true };
  return { record: (await work.store.find('message', notification.key)) ?? fresh };
}

/** Whoever cannot be written to is told where others see it. */
function insteadOf({ directRefused }: PostedMessage, showing: Showing): Showing {
  const { place } = showing.notification;
  if (place.in !== 'direct' || place.instead === undefined || directRefused === undefined) return showing;
  const { under, message } = place.instead;
  const notification = { ...showing.notification, place: { in: 'thread', under } as const, message };
  return { notification, body: renderMessage(message) };
}

/** Resolves to undefined when nothing is left to do. */
async function takeStep(work: PlaceWork, progress: Progress, wanted: Showing): Promise<Progress | undefined> {
  const { record, threadChannelId } = progress;
  const said = insteadOf(record, wanted);
  const showing = record.pictureRefused === undefined ? said : { ...said, body: withoutFiles(said.body) };
  const { notification } = showing;
  const now = work.clock.now();
  const { quarantineMs } = work.limits;
  const step = decideStep({
    record,
    notification,
    threadChannelId,
    threadId: progress.threadId,
    directChannelId: progress.directChannelId,
    archivedId: progress.isArchived && progress.archivedId,
    fingerprint: fingerprintToSend(showing.body),
    quarantineMs,
    now,
  });
  switch (step.do) {
    case 'nothing':
      if (step.parked) work.logger.warn('message is parked', { key: record.id, reason: step.because });
      else work.logger.debug('message needs nothing', { key: record.id, because: step.because });
      return undefined;
    case 'drop': {
      const earlier = await findEarlierRecord(work, record);
      if (earlier !== undefined) return { record: earlier, threadChannelId, threadId: progress.threadId };
      await tellNotTaken(work, notification);
      await parkMessage(work, record, notification, step.reason);
      work.logger.warn(notification.place.in === 'direct' ? 'message is not taken' : 'message came too late', {
        key: record.id,
        reason: step.reason,
      });
      return undefined;
    }
    case 'wait':
      throw new RetryLater((step.until - now) / 1000, step.because);
    case 'find-thread':
      return { record, ...(await findPlace(work, step, record, showing)) };
    case 'find-direct':
      return { threadChannelId, threadId: progress.threadId, ...(await findDirect(work, step, record, showing)) };
    default: {
      const performed = await performStep(work, step, progress, showing);
      return performed && afterStep(work, step, performed, progress, notification);
    }
  }
}

/** Whoever is told by rules and hears nothing can find out why, and so can the team: one message for each person. What it would have said is told nobody else. */
async function tellNotTaken(work: PlaceWork, { place }: Notification): Promise<void> {
  const { fallbackChannelId: channelId } = work;
  if (place.in !== 'direct' || place.isOneOfMany !== true || channelId === undefined) return;
  const key = `not-taken:${place.personId}`;
  const about = { type: 'message.shown', id: key, conversation: key, key, revision: 1 } as const;
  await show(work, { ...about, place: { in: 'channel', channelId }, message: notTakenMessage(place.personId) });
}

/** Where a thread was found archived or gone, the next step knows it. */
async function afterStep(
  work: PlaceWork,
  step: MessageStep,
  { record, outcome }: Performed,
  { threadChannelId, threadId, archivedId }: Progress,
  notification: Notification,
): Promise<Progress> {
  switch (outcome?.kind) {
    case 'thread-archived':
      if (archivedId !== undefined) throw new RetryLater(REOPENED_SECONDS, 'the thread is in the archive again');
      return { record, threadChannelId, threadId, archivedId: step.channelId, isArchived: true };
    case 'thread-reopened':
      return { record, threadChannelId, threadId, archivedId };
    case 'direct-refused':
      if (notification.place.in === 'direct') await noteRefused(work, notification.place.personId, record);
      return { record, threadChannelId: undefined };
    case 'place-shut':
      await leaveThread(work, step.channelId, outcome.reason, record, notification);
      return { record, threadChannelId: undefined };
    default:
      return { record, threadChannelId, threadId };
  }
}
