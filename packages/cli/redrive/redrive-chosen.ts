/** Sends chosen dead letters back: received, sent to the source, deleted, one after the other. */
import type { QueueName } from '@valine/contracts';
import { type Letters, scanDeadLetters } from '../letters/look-through.ts';
import type { DeadLetter } from '../ports.ts';
import type { ChosenOutcome } from './outcomes.ts';

/** More than that are a case for --all, and for SQS to move. */
const MOST = 5_000;
const HIDDEN_SECONDS = 300;

/**
 * Sent before deleted, so a crash in between leaves a letter in both places: the FIFO queue drops the second copy, and
 * the services know what they have applied. Missing ones may be gone already: a second redrive adds nothing.
 */
export async function redriveChosen(
  letters: Letters,
  from: readonly QueueName[],
  messageIds: readonly string[],
): Promise<ChosenOutcome> {
  const missing = new Set(messageIds);
  const outcome: ChosenOutcome = { moved: [], missing: [], unfinished: [], stillHidden: 0 };
  for (const queue of from) {
    const { ended, stillHidden } = await scanDeadLetters(letters, {
      queue,
      most: MOST,
      hiddenSeconds: HIDDEN_SECONDS,
      isDone: () => missing.size === 0,
      see: (letter) => moveWanted(letters, queue, letter, missing, outcome),
    });
    if (ended === 'too many' || ended === 'too long') outcome.unfinished.push(queue);
    outcome.stillHidden += stillHidden;
  }
  return { ...outcome, missing: [...missing] };
}

async function moveWanted(
  { queues }: Letters,
  queue: QueueName,
  letter: DeadLetter,
  wanted: Set<string>,
  { moved }: ChosenOutcome,
): Promise<'held' | 'gone'> {
  const { messageId } = letter;
  if (!wanted.has(messageId)) return 'held';
  await queues.sendToSource(queue, letter);
  await queues.delete(queue, letter);
  wanted.delete(messageId);
  moved.push({ queue, messageId });
  return 'gone';
}
