/** Records that a notification is not shown, without any call having been made. */
import type { Notification } from '@valine/contracts';
import { type Clock, RetryLater } from '@valine/lambda-kit';
import type { PostedMessage } from '@valine/records';
import { createMessageJournal, type JournalStore } from './message-journal.ts';

/** @throws RetryLater when another worker has written the record since it was read. */
export async function parkMessage(
  { store, clock }: { store: JournalStore; clock: Clock },
  record: PostedMessage,
  notification: Notification,
  reason: string,
): Promise<void> {
  const journal = createMessageJournal(store, clock, record, { notification, fingerprint: '', quarantineMs: 0 });
  if (!(await journal.park(reason, undefined))) throw new RetryLater(1, 'another worker is at it');
}
