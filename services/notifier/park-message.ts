/** Records that a revision is not shown, without any call having been made. */
import { type Clock, RetryLater } from '@valine/lambda-kit';
import type { PostedMessage } from '@valine/runs';
import { createMessageJournal, type JournalStore } from './message-journal.ts';

/** @throws RetryLater when another worker has written the record since it was read. */
export async function parkMessage(
  { store, clock }: { store: JournalStore; clock: Clock },
  record: PostedMessage,
  revision: number,
  reason: string,
): Promise<void> {
  const journal = createMessageJournal(store, clock, record, { revision, mark: '' });
  if (!(await journal.park(reason, undefined))) throw new RetryLater(1, 'another worker is at it');
}
