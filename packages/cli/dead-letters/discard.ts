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

/** `isAgreed`: asked once it is found, while nobody else can take it; what is not agreed to stays where it is. */
export async function discardOne(
  { queues, clock }: DeadLetterSource,
  from: readonly QueueName[],
  messageId: string,
  isAgreed: (letter: NonNullable<DiscardOutcome['found']>) => Promise<boolean>,
): Promise<DiscardOutcome> {
  const outcome: DiscardOutcome = { unfinished: [] };
  const see = async (queue: QueueName, letter: DeadLetter) => {
    if (letter.messageId !== messageId) return 'held';
    outcome.found = { queue, ...listed(letter) };
    if (!(await isAgreed(outcome.found))) return 'held';
    await queues.delete(queue, letter);
    return 'gone';
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
