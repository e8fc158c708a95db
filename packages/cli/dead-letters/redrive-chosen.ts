/** Sends chosen dead letters back, one after the other: receives it, sends it to the source, deletes it. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetter } from '../terminal/ports.ts';
import type { ChosenOutcome } from './redrive-messages.ts';
import { type DeadLetterSource, scanDeadLetters } from './scan-dead-letters.ts';

/** Beyond this, --all has SQS move them. */
const MOST = 5_000;
const HIDDEN_SECONDS = 300;

/**
 * It is sent before it is deleted. A crash in between leaves it in both places: a FIFO queue drops the second copy, and
 * the services know what they have applied. So a second redrive does nothing twice.
 */
export async function redriveChosen(
  source: DeadLetterSource,
  from: readonly QueueName[],
  messageIds: readonly string[],
): Promise<ChosenOutcome> {
  const missing = new Set(messageIds);
  const outcome: ChosenOutcome = { moved: [], missing: [], unfinished: [], stillHidden: 0 };
  for (const queue of from) {
    const { ended, stillHidden } = await scanDeadLetters(source, {
      queue,
      most: MOST,
      hiddenSeconds: HIDDEN_SECONDS,
      isDone: () => missing.size === 0,
      see: (letter) => moveWanted(source, queue, letter, missing, outcome),
    });
    if (ended === 'too many' || ended === 'too long') outcome.unfinished.push(queue);
    outcome.stillHidden += stillHidden;
  }
  return { ...outcome, missing: [...missing] };
}

async function moveWanted(
  { queues }: DeadLetterSource,
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
