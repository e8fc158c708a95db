/** `valine dlq --discard`: takes a dead letter out that nobody will repair. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetter } from '../terminal/ports.ts';
import { type ListedDeadLetter, listed } from './list-dead-letters.ts';
import { type DeadLetterSource, scanDeadLetters } from './scan-dead-letters.ts';

export type DiscardOutcome = {
  found?: ListedDeadLetter & { queue: QueueName };
  /** Queues that were not scanned to the end: it may be there. */
  unfinished: QueueName[];
};

const MOST = 5_000;
const HIDDEN_SECONDS = 300;

/** `decide`: asked once it is found, while nobody else can take it; what it does not discard stays where it is. */
export async function discardOne(
  { queues, clock }: DeadLetterSource,
  from: readonly QueueName[],
  messageId: string,
  decide: (letter: NonNullable<DiscardOutcome['found']>, discard: () => Promise<void>) => Promise<void>,
): Promise<DiscardOutcome> {
  const outcome: DiscardOutcome = { unfinished: [] };
  const see = async (queue: QueueName, letter: DeadLetter) => {
    if (letter.messageId !== messageId) return 'held';
    outcome.found = { queue, ...listed(letter) };
    let is: 'held' | 'gone' = 'held';
    await decide(outcome.found, async () => {
      await queues.delete(queue, letter);
      is = 'gone';
    });
    return is;
  };
  for (const queue of from) {
    const isDone = () => outcome.found !== undefined;
    const scan = { queue, most: MOST, hiddenSeconds: HIDDEN_SECONDS, isDone, see: see.bind(undefined, queue) };
    const { ended } = await scanDeadLetters({ queues, clock }, scan);
    if (ended === 'too many' || ended === 'too long') outcome.unfinished.push(queue);
    if (isDone()) break;
  }
  return outcome;
}
