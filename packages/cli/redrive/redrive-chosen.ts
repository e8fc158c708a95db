/** Sends chosen dead letters back: received, sent to the source, deleted, one after the other. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetter, DeadLetterQueues } from '../ports.ts';
import type { ChosenOutcome } from './outcomes.ts';

/** Long enough to look through the queue; letters of a killed program come back after it. */
const HIDDEN_SECONDS = 120;

/**
 * Sent before deleted, so a crash in between leaves a letter in both places: the FIFO queue drops the second copy, and
 * the services know what they have applied. Missing ones may be gone already: a second redrive adds nothing.
 */
export async function redriveChosen(
  queues: DeadLetterQueues,
  from: readonly QueueName[],
  messageIds: readonly string[],
): Promise<ChosenOutcome> {
  const missing = new Set(messageIds);
  const moved: ChosenOutcome['moved'] = [];
  for (const queue of from) {
    const found = await moveFrom(queues, queue, missing);
    moved.push(...found.map((messageId) => ({ queue, messageId })));
  }
  return { moved, missing: [...missing] };
}

/** Takes what it moves out of `wanted`. @returns the ids it moved */
async function moveFrom(queues: DeadLetterQueues, queue: QueueName, wanted: Set<string>): Promise<string[]> {
  const held = new Map<string, DeadLetter>();
  const moved: string[] = [];
  try {
    while (wanted.size > 0) {
      const letters = await queues.take(queue, HIDDEN_SECONDS);
      if (letters.every(({ messageId }) => held.has(messageId))) break;
      for (const letter of letters) {
        held.set(letter.messageId, letter);
        if (!wanted.has(letter.messageId)) continue;
        await queues.sendToSource(queue, letter);
        await queues.delete(queue, letter);
        held.delete(letter.messageId);
        wanted.delete(letter.messageId);
        moved.push(letter.messageId);
      }
    }
  } finally {
    await queues.putBack(queue, [...held.values()]);
  }
  return moved;
}
