/** What a step on Discord is called in the journal. */
import { operationId, type PostedMessage } from '@valine/records';
import type { WritingStep } from './judge-failure.ts';

/** The same for every revision, so that none forgets the unconfirmed tries of the one before. */
export function operationOf(step: WritingStep['do'], record: Pick<PostedMessage, 'id' | 'deletions'>): string {
  return operationId(record.id, `${step} ${record.deletions}`);
}
