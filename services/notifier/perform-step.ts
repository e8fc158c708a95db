/** Takes one writing step, and tells what came of it: to the log, and to whoever decides about the next. */
import { GiveUp, type Logger, RetryLater } from '@valine/lambda-kit';
import type { PostedMessage, RecordStore } from '@valine/records';
import type { Outcome, WritingStep } from './judge-failure.ts';
import { notShownMessage } from './operator-messages.ts';
import { type Showing, type Writing, writeMessage } from './write-message.ts';

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
